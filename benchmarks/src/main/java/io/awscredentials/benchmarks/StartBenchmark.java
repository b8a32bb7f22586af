package io.awscredentials.benchmarks;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationListener;

/**
 * What the starter adds to the start of a web application with the actuator: pairs of
 * fresh virtual machines, one with and one without our jar on its class path, and the
 * medians of both.
 */
public final class StartBenchmark {

	private static final String RESULT = "RESULT ";

	private StartBenchmark() {
	}

	/**
	 * Run the pairs.
	 * @param args the number of pairs, 15 by default, and options for the virtual
	 * machines: {@code -Xms512m -Xmn300m} for example, with which no collection of
	 * garbage falls right before the end of some runs and right behind that of others
	 * @throws IOException if a virtual machine can't be started
	 * @throws InterruptedException if the thread is interrupted
	 */
	public static void main(String[] args) throws IOException, InterruptedException {
		int pairs = (args.length > 0) ? Integer.parseInt(args[0]) : 15;
		List<String> options = Arrays.asList(args).subList(Math.min(1, args.length), args.length);
		List<long[]> without = new ArrayList<>();
		List<long[]> with = new ArrayList<>();
		for (int i = 0; i < pairs; i++) {
			without.add(run(false, options));
			with.add(run(true, options));
		}
		long[] medianWithout = medians(without);
		long[] medianWith = medians(with);
		System.out.printf("%-12s %10s %10s %10s %10s%n", "median of " + pairs, "ms", "CPU ms", "thread ms", "classes");
		print("without", medianWithout);
		print("with", medianWith);
		print("added", IntStream.range(0, 4).mapToLong((i) -> medianWith[i] - medianWithout[i]).toArray());
	}

	private static void print(String name, long[] values) {
		System.out.printf("%-12s %10d %10d %10d %10d%n", name, values[0], values[1], values[2], values[3]);
	}

	private static long[] run(boolean starter, List<String> options) throws IOException, InterruptedException {
		String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> starter || !entry.contains("credentials-spring-boot-"))
			// Few applications that want our credentials without the SDK have it.
			.filter((entry) -> !entry.contains("awssdk"))
			.collect(Collectors.joining(File.pathSeparator));
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.add("-XX:TieredStopAtLevel=1");
		command.addAll(options);
		command.addAll(List.of("-cp", classPath, Application.class.getName()));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		process.waitFor();
		String result = output.lines()
			.filter((line) -> line.startsWith(RESULT))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException(output));
		return Arrays.stream(result.substring(RESULT.length()).split(" ")).mapToLong(Long::parseLong).toArray();
	}

	private static long[] medians(List<long[]> runs) {
		return IntStream.range(0, 4).mapToLong((column) -> median(runs, column)).toArray();
	}

	private static long median(List<long[]> runs, int column) {
		return runs.stream().mapToLong((run) -> run[column]).sorted().skip(runs.size() / 2).findFirst().orElseThrow();
	}

	/**
	 * The application that is started.
	 */
	@SpringBootApplication
	public static class Application {

		/**
		 * Start, print what it took and end.
		 * @param args not used
		 */
		public static void main(String[] args) {
			SpringApplication application = new SpringApplication(Application.class);
			application.addListeners((ApplicationListener<ApplicationStartedEvent>) (event) -> System.out
				.println(RESULT + Objects.requireNonNull(event.getTimeTaken()).toMillis() + " " + cpuMillis() + " "
						+ threadMillis() + " " + ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount()));
			application
				.run("--server.port=0", "--spring.main.banner-mode=off",
						"--aws.credentials.static.access-key-id=AKIAIOSFODNN7EXAMPLE",
						"--aws.credentials.static.secret-access-key=secret",
						"--management.endpoints.web.exposure.include=health,awscredentials")
				.close();
		}

		// Of the whole process: what others on the machine do hardly shows in it.
		private static long cpuMillis() {
			return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
		}

		// Of the thread that starts the application, without compilers and what runs
		// beside it.
		private static long threadMillis() {
			return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1_000_000;
		}

	}

}
