package io.awscredentials.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.awscredentials.AssumeRoleOptions;
import io.awscredentials.Credentials;
import io.awscredentials.refresh.CredentialsProviders;
import io.awscredentials.refresh.RefreshListener;
import io.awscredentials.refresh.RefreshPolicy;
import io.awscredentials.refresh.RefreshScheduler;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import io.awscredentials.refresh.roles.RuntimeRoleOrigin;
import io.awscredentials.refresh.roles.RuntimeRoles;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.ProcessCredentialsProvider;

/**
 * What it costs to ask for credentials that are valid. The floor is what can't be done
 * without: reading a volatile field and the clock.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class ResolveBenchmark {

	private static final Credentials CREDENTIALS = new Credentials("ASIAIOSFODNN7EXAMPLE", "secret", "token",
			Instant.parse("2999-01-01T00:00:00Z"), null);

	private final RefreshScheduler scheduler = RefreshScheduler.create(InstantSource.system());

	private final RefreshingCredentialsProvider ours = new RefreshingCredentialsProvider("default", () -> CREDENTIALS,
			RefreshPolicy.defaults(), this.scheduler, new RefreshListener() {
			});

	private final RuntimeRoles roles = new RuntimeRoles(
			(name) -> new RuntimeRoleOrigin((options) -> () -> CREDENTIALS, RefreshPolicy.defaults()), this.scheduler,
			new RefreshListener() {
			}, 10, Duration.ofHours(1));

	private final CredentialsProviders providers = new CredentialsProviders(List.of(), () -> this.roles);

	private final AssumeRoleOptions options = AssumeRoleOptions.of("arn:aws:iam::123456789012:role/tenant")
		.withExternalId("tenant");

	private final RefreshingCredentialsProvider role = this.providers.assumeRole(this.options);

	private final ProcessCredentialsProvider sdk = ProcessCredentialsProvider.builder()
		.command(Programs.shell(Programs.PRINT_CREDENTIALS))
		.build();

	private volatile Credentials field = CREDENTIALS;

	/**
	 * Get the first credentials.
	 */
	@Setup
	public void setUp() {
		this.ours.resolveCredentials();
		this.role.resolveCredentials();
		this.sdk.resolveCredentials();
	}

	/**
	 * Close what was opened.
	 */
	@TearDown
	public void tearDown() {
		this.ours.close();
		this.roles.close();
		this.scheduler.close();
		this.sdk.close();
	}

	/**
	 * Read a volatile field and the clock.
	 * @return the credentials
	 */
	@Benchmark
	public Credentials floor() {
		Credentials credentials = this.field;
		return (System.currentTimeMillis() > 0) ? credentials : CREDENTIALS;
	}

	/**
	 * Ask our provider.
	 * @return the credentials
	 */
	@Benchmark
	public Credentials starter() {
		return this.ours.resolveCredentials();
	}

	/**
	 * Ask the provider of a role that is known only at run time.
	 * @return the credentials
	 */
	@Benchmark
	public Credentials role() {
		return this.role.resolveCredentials();
	}

	/**
	 * Find the provider of such a role and ask it.
	 * @return the credentials
	 */
	@Benchmark
	public Credentials assumeRole() {
		return this.providers.assumeRole(this.options).resolveCredentials();
	}

	/**
	 * Ask the provider of the AWS SDK.
	 * @return the credentials
	 */
	@Benchmark
	public AwsCredentials sdk() {
		return this.sdk.resolveCredentials();
	}

}
