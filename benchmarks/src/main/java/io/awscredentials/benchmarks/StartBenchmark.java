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
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationListener;

/**
 * What the starter adds to the start of a web application with the actuator, beside what
 * Spring Cloud AWS adds to it: fresh virtual machines in turn, one with neither of them
 * on its class path and one with each, and the medians.
 */
public final class StartBenchmark {

	private static final String RESULT = "RESULT ";

	private StartBenchmark() {
	}

	/**
	 * Run the rounds.
	 * @param args the number of rounds, 15 by default, and options for the virtual
	 * machines: {@code -Xms512m -Xmn300m} for example, with which no collection of
	 * garbage falls right before the end of some runs and right behind that of others
	 * @throws IOException if a virtual machine can't be started
	 * @throws InterruptedException if the thread is interrupted
	 */
	public static void main(String[] args) throws IOException, InterruptedException {
		int rounds = (args.length > 0) ? Integer.parseInt(args[0]) : 15;
		List<String> options = Arrays.asList(args).subList(Math.min(1, args.length), args.length);
		List<long[]> without = new ArrayList<>();
		Map<Side, List<long[]>> with = Map.of(Side.STARTER, new ArrayList<>(), Side.SPRING_CLOUD_AWS,
				new ArrayList<>());
		for (int i = 0; i < rounds; i++) {
			without.add(run(Side.NEITHER, options));
			for (Map.Entry<Side, List<long[]>> side : with.entrySet()) {
				side.getValue().add(run(side.getKey(), options));
			}
		}
		System.out.printf("%-24s %10s %10s %10s %10s%n", "median of " + rounds, "ms", "CPU ms", "thread ms", "classes");
		long[] neither = medians(without);
		print("neither", neither);
		with.forEach((side, runs) -> {
			long[] medians = medians(runs);
			print("with " + side.jar, medians);
			print("  added", IntStream.range(0, 4).mapToLong((i) -> medians[i] - neither[i]).toArray());
		});
	}

	private static void print(String name, long[] values) {
		System.out.printf("%-24s %10d %10d %10d %10d%n", name, values[0], values[1], values[2], values[3]);
	}

	private static long[] run(Side side, List<String> options) throws IOException, InterruptedException {
		String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter(side::has)
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
	 * What is on the class path of an application.
	 */
	private enum Side {

		NEITHER("?"),

		// Few applications that want our credentials without the SDK have it.
		STARTER("credentials-spring-boot"),

		SPRING_CLOUD_AWS("spring-cloud-aws");

		private final String jar;

		Side(String jar) {
			this.jar = jar;
		}

		boolean has(String entry) {
			boolean ours = entry.contains(STARTER.jar);
			boolean theirs = entry.contains(SPRING_CLOUD_AWS.jar) || entry.contains("awssdk");
			return (!ours && !theirs) || (ours && this == STARTER) || (theirs && this == SPRING_CLOUD_AWS);
		}

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
			application.run("--server.port=0", "--spring.main.banner-mode=off",
					"--aws.credentials.static.access-key-id=AKIAIOSFODNN7EXAMPLE",
					"--aws.credentials.static.secret-access-key=secret",
					"--spring.cloud.aws.credentials.access-key=AKIAIOSFODNN7EXAMPLE",
					"--spring.cloud.aws.credentials.secret-key=secret", "--spring.cloud.aws.region.static=eu-west-1",
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
