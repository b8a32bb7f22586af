package io.awscredentials.benchmarks;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.awscredentials.Credentials;
import io.awscredentials.connect.IamToken;
import io.awscredentials.connect.IamTokens;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rds.RdsUtilities;
import software.amazon.awssdk.services.rds.model.GenerateAuthenticationTokenRequest;

/**
 * What it costs to make a token for RDS, with the credentials of a role.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class TokenBenchmark {

	private static final String HOST = "orders.abc123.eu-west-1.rds.amazonaws.com";

	private static final String USER = "orders_app";

	private static final String TOKEN = "IQoJb3JpZ2luX2VjEX+MPLE/".repeat(20) + "==";

	private final Credentials credentials = new Credentials("ASIAIOSFODNN7EXAMPLE",
			"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", TOKEN, Instant.parse("2999-01-01T00:00:00Z"), null);

	private final IamTokens ours = new IamTokens(() -> this.credentials, Map.of(), () -> "eu-west-1",
			InstantSource.system());

	private final RdsUtilities sdk = RdsUtilities.builder()
		.region(Region.EU_WEST_1)
		.credentialsProvider(StaticCredentialsProvider.create(AwsSessionCredentials
			.create(this.credentials.accessKeyId(), this.credentials.secretAccessKey(), TOKEN)))
		.build();

	private final GenerateAuthenticationTokenRequest request = GenerateAuthenticationTokenRequest.builder()
		.hostname(HOST)
		.port(5432)
		.username(USER)
		.build();

	/**
	 * Make a token as the pools of the starter do.
	 * @return the token
	 */
	@Benchmark
	public IamToken starter() {
		return this.ours.rds(HOST, 5432, USER);
	}

	/**
	 * Make a token with the AWS SDK.
	 * @return the token
	 */
	@Benchmark
	public String sdk() {
		return this.sdk.generateAuthenticationToken(this.request);
	}

}
