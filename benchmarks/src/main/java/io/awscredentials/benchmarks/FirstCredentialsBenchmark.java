package io.awscredentials.benchmarks;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.awscredentials.CredentialsSource;
import io.awscredentials.refresh.RefreshScheduler;
import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.TestCredentials;
import org.apache.commons.logging.LogFactory;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.web.client.RestClient;

/**
 * How long a fresh virtual machine takes from {@code main} to its first credentials, or
 * to the answer to its first signed request, with a loopback AWS on the other side:
 * medians of alternating runs.
 */
public final class FirstCredentialsBenchmark {

	private static final String ROLE = "arn:aws:iam::123456789012:role/benchmark";

	private static final List<String> SUBJECTS = List.of("metadata starter", "metadata sdk", "container starter",
			"container sdk", "role starter", "role sdk", "role sdk-url-connection", "profile starter", "profile sdk",
			"sso starter", "sso sdk", "request starter", "request starter-url-connection", "request sdk",
			"request sdk-url-connection");

	private static final String START_URL = "https://benchmark.awsapps.com/start";

	private FirstCredentialsBenchmark() {
	}

	/**
	 * Run the subjects in turn.
	 * @param args the number of runs, 10 by default, and how their names begin, all by
	 * default
	 * @throws IOException if a virtual machine can't be started
	 * @throws InterruptedException if the thread is interrupted
	 */
	public static void main(String[] args) throws IOException, InterruptedException {
		int runs = (args.length > 0) ? Integer.parseInt(args[0]) : 10;
		String prefix = (args.length > 1) ? args[1] : "";
		List<String> subjects = SUBJECTS.stream().filter((subject) -> subject.startsWith(prefix)).toList();
		Map<String, List<Long>> results = new LinkedHashMap<>();
		try (AwsTestServer server = AwsTestServer.start()) {
			TestCredentials user = server.addUser();
			server.role(ROLE);
			server.instanceMetadata().role("benchmark");
			Path home = home(server, user);
			for (int i = 0; i < runs; i++) {
				for (String subject : subjects) {
					results.computeIfAbsent(subject, (key) -> new ArrayList<>()).add(run(subject, server, user, home));
				}
			}
		}
		System.out.printf("%-26s %8s%n", "median of " + runs, "ms");
		results.forEach((subject, times) -> System.out.printf("%-26s %8d%n", subject,
				times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow()));
	}

	private static Path home(AwsTestServer server, TestCredentials user) throws IOException {
		Path home = Files.createTempDirectory("benchmark");
		Path folder = Files.createDirectories(home.resolve(".aws"));
		Files.writeString(folder.resolve("credentials"), "[profile]\naws_access_key_id = " + user.accessKeyId()
				+ "\naws_secret_access_key = " + user.secretAccessKey() + "\n");
		Files.writeString(folder.resolve("config"),
				"[profile sso]\nsso_start_url = " + START_URL + "\nsso_region = us-east-1\nsso_account_id = "
						+ AwsTestServer.ACCOUNT_ID + "\nsso_role_name = benchmark\n");
		server.identityCenter().assign(AwsTestServer.ACCOUNT_ID, "benchmark").tokenLifetime(Duration.ofHours(8));
		server.identityCenter().signIn().writeTo(folder.resolve("sso/cache"), START_URL, START_URL);
		return home;
	}

	private static long run(String subject, AwsTestServer server, TestCredentials user, Path home)
			throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
						System.getProperty("java.class.path"), Run.class.getName()));
		command.addAll(Arrays.asList(subject.split(" ")));
		command.addAll(List.of(server.uri().toString(), user.accessKeyId(), user.secretAccessKey()));
		ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
		builder.directory(new File("."));
		builder.environment().put("AWS_EC2_METADATA_SERVICE_ENDPOINT", server.uri().toString());
		builder.environment().put("AWS_CONTAINER_CREDENTIALS_FULL_URI", server.container().fullUri().toString());
		builder.environment()
			.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", String.valueOf(server.container().authorizationToken()));
		builder.environment().put("AWS_ENDPOINT_URL_SSO", server.uri().toString());
		builder.environment().put("HOME", home.toString());
		Process process = builder.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		if (process.waitFor() != 0) {
			throw new IllegalStateException(subject + " failed");
		}
		return Long.parseLong(output.strip());
	}

	/**
	 * One run.
	 */
	public static final class Run {

		private Run() {
		}

		/**
		 * Get credentials and print the milliseconds it took.
		 * @param args what to run, and with whom: kind, side, server, keys
		 */
		public static void main(String[] args) {
			// As in every application, logging is up before anybody needs credentials.
			LogFactory.getLog(Run.class).debug("start");
			LoggerFactory.getLogger(Run.class).debug("start");
			long start = System.nanoTime();
			String accessKeyId = (args[1].startsWith("starter")) ? starter(args) : sdk(args);
			long took = (System.nanoTime() - start) / 1_000_000;
			if (accessKeyId.isEmpty()) {
				throw new IllegalStateException("no credentials");
			}
			System.out.println(took);
			System.exit(0);
		}

		private static String starter(String[] args) {
			if (args[0].equals("request")) {
				RestClient.Builder builder = RestClient.builder();
				if (args[1].endsWith("url-connection")) {
					builder.requestFactory(new SimpleClientHttpRequestFactory())
						.configureMessageConverters(
								(converters) -> converters.addCustomConverter(new StringHttpMessageConverter()));
				}
				return Starter.signedRequest(builder, URI.create(args[2]), args[3], args[4]);
			}
			CredentialsSource source = switch (args[0]) {
				case "metadata" -> Starter.metadata();
				case "container" -> Starter.container();
				case "profile", "sso" -> Starter.profile(args[0]);
				default -> Starter.role(Starter.sts(URI.create(args[2])), args[3], args[4], ROLE);
			};
			RefreshScheduler scheduler = RefreshScheduler.create(InstantSource.system());
			return Starter.provider("default", source, scheduler).resolveCredentials().accessKeyId();
		}

		private static String sdk(String[] args) {
			return switch (args[0]) {
				case "metadata" -> InstanceProfileCredentialsProvider.create().resolveCredentials().accessKeyId();
				case "container" -> ContainerCredentialsProvider.builder().build().resolveCredentials().accessKeyId();
				case "profile", "sso" -> ProfileCredentialsProvider.create(args[0]).resolveCredentials().accessKeyId();
				case "request" -> sdkSts(args).getCallerIdentity().account();
				default -> sdkRole(args);
			};
		}

		private static StsClient sdkSts(String[] args) {
			StsClientBuilder builder = StsClient.builder()
				.region(Region.US_EAST_1)
				.endpointOverride(URI.create(args[2]))
				.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(args[3], args[4])));
			if (args[1].endsWith("url-connection")) {
				builder.httpClient(UrlConnectionHttpClient.create());
			}
			return builder.build();
		}

		private static String sdkRole(String[] args) {
			return StsAssumeRoleCredentialsProvider.builder()
				.stsClient(sdkSts(args))
				.refreshRequest((request) -> request.roleArn(ROLE).roleSessionName("benchmark"))
				.build()
				.resolveCredentials()
				.accessKeyId();
		}

	}

}
