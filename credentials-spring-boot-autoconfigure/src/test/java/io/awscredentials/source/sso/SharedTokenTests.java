package io.awscredentials.source.sso;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.http.CredentialsHttpClient;
import io.awscredentials.http.HttpOptions;
import io.awscredentials.source.NoFiles;
import io.awscredentials.test.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static io.awscredentials.source.sso.SsoFixture.fails;
import static io.awscredentials.source.sso.SsoFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a token that several threads, processes and the AWS CLI share.
 */
class SharedTokenTests {

	private static final String REFRESH = "CreateToken";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	@SuppressWarnings("NullAway.Init")
	private SsoFixture sso;

	@SuppressWarnings("NullAway.Init")
	private Path file;

	@BeforeEach
	void start() {
		this.sso = new SsoFixture(this.folder.resolve("cache"));
		this.file = this.sso.signIn("dev");
		this.sso.advance(Duration.ofHours(1));
	}

	@AfterEach
	void stop() {
		this.sso.close();
	}

	private SsoSession session() {
		return this.sso.session(this.sso.options("dev"));
	}

	private CompletableFuture<String> renew(SsoSession session) {
		return CompletableFuture.supplyAsync(session::accessToken, (task) -> new Thread(task).start());
	}

	@Test
	@Timeout(20)
	void fileThatIsNoneIsRefused() throws Exception {
		Files.delete(this.file);
		NoFiles.pipe(this.file);
		fails(CredentialsErrorCode.SSO_TOKEN_INVALID, session()::accessToken, (ex) -> assertThat(ex)
			.hasMessageEndingWith("can't be used: the file is a pipe or a device, not a regular file"));
		Files.delete(this.file);
		NoFiles.large(this.file);
		fails(CredentialsErrorCode.SSO_TOKEN_INVALID, session()::accessToken,
				(ex) -> assertThat(ex).hasMessageEndingWith("can't be used: the file is larger than 1 MB"));
	}

	@Test
	@Timeout(20)
	void lockThatIsNoFileIsNotWaitedFor() throws Exception {
		NoFiles.pipe(this.file.resolveSibling(this.file.getFileName() + ".lock"));
		assertThat(session().accessToken()).isEqualTo(text(this.file, "accessToken"));
		assertThat(this.sso.aws.count(REFRESH)).isOne();
	}

	@Test
	void threadsOfOneSessionRenewOnce() {
		SsoSession session = session();
		assertThatAllRenewOnce(() -> session);
	}

	@Test
	void sessionsOfOneJvmRenewOnce() {
		assertThatAllRenewOnce(this::session);
	}

	private void assertThatAllRenewOnce(Supplier<SsoSession> sessions) {
		CountDownLatch answer = new CountDownLatch(1);
		this.sso.aws.fault(Fault.hold(answer).onAction(REFRESH));
		List<CompletableFuture<String>> renewals = Stream.generate(() -> renew(sessions.get())).limit(4).toList();
		this.sso.aws.awaitRequests(REFRESH, 1, Duration.ofSeconds(20));
		answer.countDown();
		assertThat(renewals).allSatisfy(
				(renewal) -> assertThat(renewal.get(20, TimeUnit.SECONDS)).isEqualTo(text(this.file, "accessToken")));
		assertThat(this.sso.aws.count(REFRESH)).isOne();
	}

	@Test
	void processesRenewOnce() throws Exception {
		CountDownLatch answer = new CountDownLatch(1);
		this.sso.aws.fault(Fault.hold(answer).onAction(REFRESH));
		List<Process> processes = List.of(startProcess(), startProcess());
		this.sso.aws.awaitRequests(REFRESH, 1, Duration.ofSeconds(60));
		CompletableFuture<String> own = renew(session());
		answer.countDown();
		for (Process process : processes) {
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
			assertThat(new String(process.getInputStream().readAllBytes()).strip())
				.isEqualTo(text(this.file, "accessToken"));
		}
		assertThat(own.get(20, TimeUnit.SECONDS)).isEqualTo(text(this.file, "accessToken"));
		assertThat(this.sso.aws.count(REFRESH)).isOne();
	}

	private Process startProcess() throws IOException {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		ProcessBuilder builder = new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), "-Xshare:auto",
				"-XX:TieredStopAtLevel=1", OtherProcess.class.getName(), this.sso.uri().toString(),
				this.sso.cache.toString(), this.sso.now().toString());
		builder.redirectError(ProcessBuilder.Redirect.DISCARD);
		return builder.start();
	}

	@Test
	void tokenThatTheCliRenewedMeanwhileIsTaken() {
		CountDownLatch answer = new CountDownLatch(1);
		this.sso.aws.fault(Fault.hold(answer).onAction(REFRESH).times(1));
		CompletableFuture<String> first = renew(session());
		this.sso.aws.awaitRequests(REFRESH, 1, Duration.ofSeconds(20));
		CompletableFuture<String> second = renew(session());
		answer.countDown();
		assertThat(first).succeedsWithin(Duration.ofSeconds(20));
		assertThat(second).succeedsWithin(Duration.ofSeconds(20));
		assertThat(this.sso.aws.count(REFRESH)).isOne();
	}

	@Test
	void tokenOfTheCliIsTakenWhenItUsedTheRefreshTokenFirst() throws Exception {
		// The AWS CLI does not know of the lock.
		CountDownLatch answer = new CountDownLatch(1);
		this.sso.aws.fault(Fault.hold(answer).onAction(REFRESH).times(1));
		this.sso.aws.identityCenter().signOut();
		CompletableFuture<String> renewal = renew(session());
		this.sso.aws.awaitRequests(REFRESH, 1, Duration.ofSeconds(20));
		String renewed = text(this.sso.signIn("dev"), "accessToken");
		answer.countDown();
		assertThat(renewal.get(20, TimeUnit.SECONDS)).isEqualTo(renewed);
	}

	@Test
	void fileThatTheCliIsWritingIsReadAgain() throws IOException {
		byte[] content = Files.readAllBytes(this.sso.signIn("dev"));
		Files.writeString(this.file, "{\"startUrl\":");
		SsoSession session = new SsoSession(this.sso.options("dev"), this.sso.http, (service) -> this.sso.uri(),
				this.sso.clock, (duration) -> {
					try {
						Files.write(this.file, content);
					}
					catch (IOException ex) {
						throw new IllegalStateException(ex);
					}
				});
		assertThat(session.accessToken()).isEqualTo(text(this.file, "accessToken"));
	}

	@Test
	void lockThatIsNeverGivenBackIsNotWaitedForForever() throws IOException {
		Path lock = this.file.resolveSibling(this.file.getFileName() + ".lock");
		SsoSession session = new SsoSession(this.sso.options("dev"), this.sso.http, (service) -> this.sso.uri(),
				this.sso.clock, (duration) -> {
				});
		try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
			assertThat(channel.lock().isValid()).isTrue();
			fails(CredentialsErrorCode.TIMEOUT, session::accessToken, (ex) -> {
				assertThat(ex.retryable()).isTrue();
				assertThat(ex).hasMessageContaining(lock.toString());
			});
		}
		this.sso.advance(Duration.ofSeconds(30));
		assertThat(session.accessToken()).isEqualTo(text(this.file, "accessToken"));
	}

	@Test
	void interruptionEndsTheWaitForTheLock() throws Exception {
		Path lock = this.file.resolveSibling(this.file.getFileName() + ".lock");
		CountDownLatch waits = new CountDownLatch(1);
		SsoSession session = new SsoSession(this.sso.options("dev"), this.sso.http, (service) -> this.sso.uri(),
				this.sso.clock, (duration) -> {
					waits.countDown();
					new CountDownLatch(1).await();
				});
		try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
			assertThat(channel.lock().isValid()).isTrue();
			CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
			Thread thread = new Thread(() -> {
				fails(CredentialsErrorCode.TIMEOUT, session::accessToken, (ex) -> {
				});
				interrupted.complete(Thread.currentThread().isInterrupted());
			});
			thread.start();
			assertThat(waits.await(20, TimeUnit.SECONDS)).isTrue();
			thread.interrupt();
			assertThat(interrupted.get(20, TimeUnit.SECONDS)).isTrue();
		}
	}

	/** Another process that needs the token. */
	static final class OtherProcess {

		private OtherProcess() {
		}

		public static void main(String[] arguments) {
			URI uri = URI.create(arguments[0]);
			InstantSource clock = InstantSource.fixed(Instant.parse(arguments[2]));
			SsoSessionOptions options = new SsoSessionOptions("dev", SsoFixture.START_URL, "us-east-1", arguments[1],
					false, null);
			CredentialsHttpClient http = CredentialsHttpClient
				.builder(HttpOptions.service().withReadTimeout(Duration.ofSeconds(30)))
				.build();
			System.out
				.println(Objects.requireNonNull(new SsoSession(options, http, (service) -> uri, clock).accessToken()));
		}

	}

}
