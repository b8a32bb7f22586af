package io.awscredentials.benchmarks;

import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

import io.awscredentials.Credentials;
import io.awscredentials.source.process.ProcessCredentialsSource;
import io.awscredentials.source.process.ProcessOptions;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.ProcessCredentialsProvider;

/**
 * What it costs to get credentials from a program. The floor is running the program.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(3)
public class ProcessBenchmark {

	private final ProcessCredentialsSource ours = new ProcessCredentialsSource(
			ProcessOptions.of(Programs.shell(Programs.PRINT_CREDENTIALS)), InstantSource.system());

	/**
	 * Run the program with what the JDK has.
	 * @return the number of bytes that the program printed
	 * @throws IOException if the program can't be run
	 * @throws InterruptedException if the thread is interrupted
	 */
	@Benchmark
	public int floor() throws IOException, InterruptedException {
		Process process = new ProcessBuilder(Programs.shell(Programs.PRINT_CREDENTIALS)).start();
		process.getOutputStream().close();
		int length = process.getInputStream().readAllBytes().length;
		process.waitFor();
		return length;
	}

	/**
	 * Retrieve with our source.
	 * @return the credentials
	 */
	@Benchmark
	public Credentials starter() {
		return this.ours.retrieve();
	}

	/**
	 * Retrieve with the AWS SDK.
	 * @return the credentials
	 */
	@Benchmark
	public AwsCredentials sdk() {
		try (ProcessCredentialsProvider provider = ProcessCredentialsProvider.builder()
			.command(Programs.shell(Programs.PRINT_CREDENTIALS))
			.build()) {
			return provider.resolveCredentials();
		}
	}

}
