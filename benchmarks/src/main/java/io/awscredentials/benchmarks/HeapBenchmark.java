package io.awscredentials.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.awscredentials.AssumeRoleOptions;
import io.awscredentials.Credentials;
import io.awscredentials.CredentialsSource;
import io.awscredentials.autoconfigure.AwsCredentialsAutoConfiguration;
import io.awscredentials.http.CredentialsRestClientCustomizer;
import io.awscredentials.refresh.CredentialsProviders;
import io.awscredentials.refresh.RefreshScheduler;
import io.awscredentials.refresh.RefreshingCredentialsProvider;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * What providers take of the heap, with credentials that have a session token of 300
 * characters: 1,000 without their sources, and 10,000 of roles that are known only at run
 * time with all there is to them, options and the ARN included. In place of STS an
 * interceptor answers, so that no server is measured.
 */
public final class HeapBenchmark {

	private static final int PROVIDERS = 1_000;

	private static final int ROLES = 10_000;

	/** So that what is there once, for all of them, is there. */
	private static final int WARM_UP = 1_000;

	private HeapBenchmark() {
	}

	/**
	 * Measure.
	 * @param args what the external ID of each role begins with, or nothing for none
	 * @throws Exception if something fails
	 */
	public static void main(String[] args) throws Exception {
		providers();
		roles((args.length > 0) ? args[0] : "");
		System.exit(0);
	}

	private static void providers() throws Exception {
		AtomicInteger number = new AtomicInteger();
		CredentialsSource source = () -> credentials(number.incrementAndGet());
		List<RefreshingCredentialsProvider> providers = new ArrayList<>(PROVIDERS);
		try (RefreshScheduler scheduler = RefreshScheduler.create(InstantSource.system())) {
			Starter.provider("warm-up", source, scheduler).resolveCredentials();
			long before = used();
			for (int i = 0; i < PROVIDERS; i++) {
				RefreshingCredentialsProvider provider = Starter.provider("role", source, scheduler);
				provider.resolveCredentials();
				providers.add(provider);
			}
			System.out.printf("%d providers: %d B of heap each%n", PROVIDERS, (used() - before) / PROVIDERS);
			providers.forEach(RefreshingCredentialsProvider::close);
		}
	}

	private static Credentials credentials(int number) {
		return new Credentials("ASIAIOSFODNN%08d".formatted(number),
				"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEX%08d".formatted(number), token(number), expiration(),
				"%012d".formatted(number));
	}

	private static String token(int number) {
		return "IQoJb3JpZ2luX2Vj".repeat(18) + "%012d".formatted(number);
	}

	private static Instant expiration() {
		return Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
	}

	private static void roles(String externalId) throws Exception {
		try (AnnotationConfigApplicationContext context = context()) {
			CredentialsProviders providers = context.getBean(CredentialsProviders.class);
			for (int i = 0; i < WARM_UP; i++) {
				resolve(providers, "warm-up", i);
			}
			awaitIdleThreads();
			long before = used();
			long start = System.nanoTime();
			for (int i = 0; i < ROLES; i++) {
				resolve(providers, externalId, i);
			}
			long millis = (System.nanoTime() - start) / 1_000_000;
			awaitIdleThreads();
			System.out.printf("%d roles: %d ms, %d B of heap each, %d remembered%n", ROLES, millis,
					(used() - before) / ROLES, providers.runtimeRoles());
			System.out.printf("threads: %s%n", threads());
		}
	}

	private static void resolve(CredentialsProviders providers, String externalId, int number) {
		AssumeRoleOptions options = AssumeRoleOptions
			.of("arn:aws:iam::%012d:role/tenant-%05d".formatted(100_000_000_000L + number, number));
		providers
			.assumeRole(
					(externalId.isEmpty()) ? options : options.withExternalId("%s-%05d".formatted(externalId, number)))
			.resolveCredentials();
	}

	private static AnnotationConfigApplicationContext context() {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("benchmark",
					Map.of("aws.credentials.static.access-key-id", "AKIAIOSFODNN7EXAMPLE",
							"aws.credentials.static.secret-access-key", "secret", "aws.credentials.region",
							"us-east-1")));
		context.register(AwsCredentialsAutoConfiguration.class);
		context.registerBean(CredentialsRestClientCustomizer.class,
				() -> (builder) -> builder.requestInterceptor(new Answering()));
		context.refresh();
		return context;
	}

	/**
	 * Threads of the pool end when there is nothing to do, and their buffers with them.
	 */
	private static void awaitIdleThreads() throws InterruptedException {
		for (int i = 0; i < 30 && threads().stream().anyMatch((name) -> name.matches("aws-credentials-N")); i++) {
			Thread.sleep(1_000);
		}
	}

	private static List<String> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("aws-credentials"))
			.map((name) -> name.replaceAll("[0-9]+", "N"))
			.sorted()
			.distinct()
			.toList();
	}

	private static long used() throws InterruptedException {
		for (int i = 0; i < 5; i++) {
			System.gc();
			Thread.sleep(100);
		}
		return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
	}

	/** Answers like STS. */
	private static final class Answering implements ClientHttpRequestInterceptor {

		private final AtomicInteger number = new AtomicInteger();

		@Override
		public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution) {
			int next = this.number.incrementAndGet();
			Credentials credentials = credentials(next);
			return new Answer(
					"""
							<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
							<AccessKeyId>%s</AccessKeyId>
							<SecretAccessKey>%s</SecretAccessKey>
							<SessionToken>%s</SessionToken><Expiration>%s</Expiration></Credentials><AssumedRoleUser>
							<Arn>arn:aws:sts::%s:assumed-role/tenant/session</Arn><AssumedRoleId>AROA:s</AssumedRoleId>
							</AssumedRoleUser></AssumeRoleResult></AssumeRoleResponse>"""
						.formatted(credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken(),
								credentials.expiration(), credentials.accountId()));
		}

	}

	/**
	 * An answer of STS.
	 *
	 * @param text the XML
	 */
	private record Answer(String text) implements ClientHttpResponse {

		@Override
		public HttpStatusCode getStatusCode() {
			return HttpStatus.OK;
		}

		@Override
		public String getStatusText() {
			return "OK";
		}

		@Override
		public HttpHeaders getHeaders() {
			return new HttpHeaders();
		}

		@Override
		public InputStream getBody() {
			return new ByteArrayInputStream(this.text.getBytes(StandardCharsets.UTF_8));
		}

		@Override
		public void close() {
		}

	}

}
