package io.awscredentials.benchmarks;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.awscredentials.Credentials;
import io.awscredentials.http.sigv4.SigV4Signer;
import io.awscredentials.http.sigv4.SignedHeaders;
import io.awscredentials.http.sigv4.SigningOptions;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/**
 * What it costs to sign a request with a body, the hash of the body included. Both sides
 * keep the key that they derive for a day.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class SigningBenchmark {

	private static final URI TARGET = URI.create("https://a1b2c3.execute-api.eu-west-1.amazonaws.com/prod/orders?id=7");

	private static final String TOKEN = "IQoJb3JpZ2luX2VjEXAMPLE".repeat(20);

	/**
	 * The size of the body in bytes.
	 */
	@Param({ "1024", "1048576" })
	public int size;

	private final Credentials credentials = new Credentials("ASIAIOSFODNN7EXAMPLE",
			"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", TOKEN, Instant.parse("2999-01-01T00:00:00Z"), null);

	private final SigV4Signer ours = new SigV4Signer("eu-west-1", "execute-api", SigningOptions.of("execute-api"));

	private final Map<String, List<String>> headers = Map.of("Content-Type", List.of("application/json"));

	private final AwsSessionCredentialsIdentity identity = AwsSessionCredentialsIdentity
		.create(this.credentials.accessKeyId(), this.credentials.secretAccessKey(), TOKEN);

	private final AwsV4HttpSigner sdk = AwsV4HttpSigner.create();

	private SdkHttpRequest request = SdkHttpRequest.builder().uri(TARGET).method(SdkHttpMethod.POST).build();

	private byte[] body = new byte[0];

	/**
	 * Make the request.
	 */
	@Setup
	public void setUp() {
		this.body = new byte[this.size];
		this.request = SdkHttpRequest.builder()
			.uri(TARGET)
			.method(SdkHttpMethod.POST)
			.putHeader("Content-Type", "application/json")
			.build();
	}

	/**
	 * Sign with our signer.
	 * @return the headers
	 */
	@Benchmark
	public SignedHeaders starter() {
		return this.ours.sign(this.credentials, Instant.now(), "POST", TARGET, this.headers,
				SigV4Signer.sha256(this.body));
	}

	/**
	 * Sign with the signer of the AWS SDK.
	 * @return the request
	 */
	@Benchmark
	public SignedRequest sdk() {
		ContentStreamProvider payload = () -> new ByteArrayInputStream(this.body);
		return this.sdk.sign((sign) -> sign.identity(this.identity)
			.request(this.request)
			.payload(payload)
			.putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "execute-api")
			.putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1"));
	}

}
