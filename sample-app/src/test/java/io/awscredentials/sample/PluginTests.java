package io.awscredentials.sample;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import io.awscredentials.Credentials;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import io.awscredentials.sample.SampleApplicationTests.Provider;
import io.awscredentials.sample.WhoAmIController.Identity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureRestTestClient
@ActiveProfiles("plugin")
class PluginTests {

	private static final Path PROJECT = Path.of("../sample-plugin");

	private static final String CLASS = "io/awscredentials/sample/plugin/DemoCredentialsSource";

	private static final String ACCOUNT = "123456789012";

	private static final String OTHER_ACCOUNT = "210987654321";

	@TempDir
	private static Path folder;

	private static Path jar;

	@Autowired
	private RestTestClient client;

	@Autowired
	private RefreshingCredentialsProvider credentialsProvider;

	@DynamicPropertySource
	static void copyJar(DynamicPropertyRegistry registry) throws IOException {
		jar = Files.copy(PROJECT.resolve("target/sample-plugin.jar"), folder.resolve("plugin.jar"));
		registry.add("aws.credentials.plugin.location", jar::toString);
	}

	@Test
	void profileNamesTheJarOfTheProjectBesideThisOne() throws IOException {
		assertThat(Path.of("src/main/resources/application-plugin.yml")).content()
			.contains("location: ../sample-plugin/target/sample-plugin.jar");
		assertThat(getClass().getResource("/" + CLASS + ".class")).isNull();
	}

	@Test
	void jarIsSwappedWithoutAFailedRequest() throws Exception {
		Credentials before = this.credentialsProvider.resolveCredentials();
		assertThat(before.accountId()).isEqualTo(ACCOUNT);
		assertThat(before.expiration()).isNotNull();
		Path next = jarOfTheOtherAccount();
		AtomicBoolean over = new AtomicBoolean();
		ExecutorService executor = Executors.newFixedThreadPool(2);
		try {
			List<Future<Integer>> callers = new ArrayList<>();
			for (int i = 0; i < 2; i++) {
				callers.add(executor.submit(() -> callUntil(over)));
			}
			Files.writeString(jar, "half of it");
			assertThat(refresh().accountId()).isEqualTo(ACCOUNT);
			Files.move(next, jar, StandardCopyOption.REPLACE_EXISTING);
			Provider after = refresh();
			assertThat(after.accountId()).isEqualTo(OTHER_ACCOUNT);
			assertThat(after.state()).isEqualTo("VALID");
			assertThat(after.source()).isEqualTo("Plugin(Demo)");
			over.set(true);
			for (Future<Integer> caller : callers) {
				assertThat(caller.get()).isPositive();
			}
		}
		finally {
			over.set(true);
			executor.shutdownNow();
		}
	}

	private int callUntil(AtomicBoolean over) {
		int calls = 0;
		do {
			Identity identity = this.client.get()
				.uri("/whoami")
				.exchange()
				.expectStatus()
				.isOk()
				.expectBody(Identity.class)
				.returnResult()
				.getResponseBody();
			assertThat(identity).isNotNull();
			assertThat(identity.accountId()).isIn(ACCOUNT, OTHER_ACCOUNT);
			calls++;
		}
		while (!over.get());
		return calls;
	}

	// Not by POST, which is not answered twice within seconds.
	private Provider refresh() {
		this.credentialsProvider.refresh().join();
		Provider provider = this.client.get()
			.uri("/actuator/awscredentials/default")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(Provider.class)
			.returnResult()
			.getResponseBody();
		assertThat(provider).isNotNull();
		return provider;
	}

	/**
	 * What somebody does who edits the plugin and builds it.
	 */
	private static Path jarOfTheOtherAccount() throws IOException {
		String source = Files.readString(PROJECT.resolve("src/main/java/" + CLASS + ".java"));
		SimpleJavaFileObject unit = new SimpleJavaFileObject(URI.create("string:///" + CLASS + ".java"), Kind.SOURCE) {

			@Override
			public CharSequence getCharContent(boolean ignoreEncodingErrors) {
				return source.replace(ACCOUNT, OTHER_ACCOUNT);
			}

		};
		List<String> options = List.of("-proc:none", "-nowarn", "-d", folder.toString());
		assertThat(ToolProvider.getSystemJavaCompiler().getTask(null, null, null, options, null, List.of(unit)).call())
			.isTrue();
		Path next = Files.copy(PROJECT.resolve("target/sample-plugin.jar"), folder.resolve("next.jar"));
		try (FileSystem files = FileSystems.newFileSystem(next)) {
			Files.copy(folder.resolve(CLASS + ".class"), files.getPath(CLASS + ".class"),
					StandardCopyOption.REPLACE_EXISTING);
		}
		return next;
	}

}
