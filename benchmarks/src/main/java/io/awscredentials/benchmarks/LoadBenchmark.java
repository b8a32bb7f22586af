package io.awscredentials.benchmarks;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

import io.awscredentials.CredentialsException;
import io.awscredentials.refresh.RefreshPolicy;
import io.awscredentials.refresh.RefreshPolicy.OnFailure;
import io.awscredentials.refresh.RefreshListener;
import io.awscredentials.refresh.RefreshScheduler;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import io.awscredentials.source.sts.StsConnection;
import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.Fault;
import io.awscredentials.test.TestCredentials;

/**
 * How the starter behaves under load: many callers while STS is slow, many callers while
 * it is down, and many roles.
 */
public final class LoadBenchmark {

	private static final String ROLE = "arn:aws:iam::123456789012:role/benchmark-";

	private static final int CALLERS = 50;

	private static final int ROLES = 1_000;

	private LoadBenchmark() {
	}

	/**
	 * Run all of them.
	 * @param args for how many minutes STS is down, one by default
	 * @throws Exception if something fails
	 */
	public static void main(String[] args) throws Exception {
		slow();
		down((args.length > 0) ? Integer.parseInt(args[0]) : 1);
		roles();
		System.exit(0);
	}

	/**
	 * 50 callers while STS takes 6 s inside the prefetch window.
	 */
	private static void slow() throws Exception {
		try (AwsTestServer server = AwsTestServer.start();
				RefreshScheduler scheduler = RefreshScheduler.create(InstantSource.system())) {
			RefreshingCredentialsProvider provider = provider(server, scheduler, Duration.ofMinutes(59).plusSeconds(57),
					0);
			provider.resolveCredentials();
			server.clearRequests();
			server.fault(Fault.delay(Duration.ofSeconds(6)));
			AtomicLong longest = new AtomicLong();
			call(provider, Duration.ofSeconds(12), longest, new AtomicLong());
			System.out.printf("STS takes 6 s, %d callers for 12 s: longest wait %d ms, %d request(s)%n", CALLERS,
					longest.get() / 1_000_000, server.count("AssumeRole"));
		}
	}

	/**
	 * 50 callers for some minutes while STS is down, with credentials that are in their
	 * prefetch window all the time.
	 */
	private static void down(int minutes) throws Exception {
		try (AwsTestServer server = AwsTestServer.start();
				RefreshScheduler scheduler = RefreshScheduler.create(InstantSource.system())) {
			RefreshingCredentialsProvider provider = provider(server, scheduler, Duration.ofMinutes(59).plusSeconds(57),
					0);
			provider.resolveCredentials();
			server.clearRequests();
			server.fault(Fault.status(503));
			AtomicLong longest = new AtomicLong();
			AtomicLong failures = new AtomicLong();
			call(provider, Duration.ofMinutes(minutes), longest, failures);
			System.out.printf("STS down for %d min, %d callers: %d exceptions, longest wait %d ms, %d request(s)%n",
					minutes, CALLERS, failures.get(), longest.get() / 1_000_000, server.count("AssumeRole"));
		}
	}

	private static RefreshingCredentialsProvider provider(AwsTestServer server, RefreshScheduler scheduler,
			Duration prefetch, double jitter) {
		TestCredentials user = server.addUser();
		server.role(ROLE);
		return new RefreshingCredentialsProvider("default",
				Starter.role(Starter.sts(server.uri()), user.accessKeyId(), user.secretAccessKey(), ROLE),
				new RefreshPolicy(prefetch, jitter, Duration.ofMinutes(1), Duration.ofSeconds(30), OnFailure.AUTO),
				scheduler, new RefreshListener() {
				});
	}

	private static void call(RefreshingCredentialsProvider provider, Duration time, AtomicLong longest,
			AtomicLong failures) throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(CALLERS);
		long end = System.nanoTime() + time.toNanos();
		List<Future<?>> callers = new ArrayList<>();
		for (int i = 0; i < CALLERS; i++) {
			callers.add(executor.submit(() -> {
				while (System.nanoTime() < end) {
					long start = System.nanoTime();
					try {
						provider.resolveCredentials();
					}
					catch (CredentialsException ex) {
						failures.incrementAndGet();
					}
					longest.accumulateAndGet(System.nanoTime() - start, Math::max);
					Thread.sleep(5);
				}
				return null;
			}));
		}
		for (Future<?> caller : callers) {
			caller.get();
		}
		executor.shutdown();
	}

	/**
	 * 1,000 roles through 16 callers with an STS that takes 20 ms: the floor is 1,260 ms.
	 */
	private static void roles() throws Exception {
		try (AwsTestServer server = AwsTestServer.start();
				RefreshScheduler scheduler = RefreshScheduler.create(InstantSource.system())) {
			TestCredentials user = server.addUser();
			StsConnection sts = Starter.sts(server.uri());
			server.fault(Fault.delay(Duration.ofMillis(20)));
			for (int round = 0; round < 3; round++) {
				List<RefreshingCredentialsProvider> providers = new ArrayList<>();
				for (int i = 0; i < ROLES; i++) {
					server.role(ROLE + i);
					providers.add(Starter.provider("role-" + i,
							Starter.role(sts, user.accessKeyId(), user.secretAccessKey(), ROLE + i), scheduler));
				}
				System.out.printf("%d roles through 16 callers: %d ms%n", ROLES, resolveAll(providers));
				providers.forEach(RefreshingCredentialsProvider::close);
			}
			long schedulers = Thread.getAllStackTraces()
				.keySet()
				.stream()
				.filter((thread) -> thread.getName().contains("scheduler") && thread.getName().startsWith("aws-"))
				.count();
			System.out.printf("scheduler threads: %d%n", schedulers);
		}
	}

	private static long resolveAll(List<RefreshingCredentialsProvider> providers) throws Exception {
		ExecutorService callers = Executors.newFixedThreadPool(16);
		CountDownLatch done = new CountDownLatch(providers.size());
		long start = System.nanoTime();
		for (RefreshingCredentialsProvider provider : providers) {
			callers.execute(() -> {
				provider.resolveCredentials();
				done.countDown();
			});
		}
		done.await();
		long millis = (System.nanoTime() - start) / 1_000_000;
		callers.shutdown();
		return millis;
	}

}
