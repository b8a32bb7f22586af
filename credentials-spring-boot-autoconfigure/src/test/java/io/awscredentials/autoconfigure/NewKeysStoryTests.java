package io.awscredentials.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.awscredentials.EnvironmentVariables;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.Fault;
import io.awscredentials.test.TestCredentials;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process makes a new user for each of its runs, as Vault's AWS engine does, and it
 * takes AWS some seconds to know the user's key.
 */
class NewKeysStoryTests {

	private static final String ROLE = "arn:aws:iam::210987654321:role/demo";

	private final AwsTestServer server = AwsTestServer.start();

	@TempDir
	private Path folder;

	private Path runs;

	private ApplicationContextRunner contextRunner;

	@BeforeEach
	void prepare() throws IOException {
		this.server.role(ROLE);
		TestCredentials user = this.server.addUser();
		this.runs = Files.createFile(this.folder.resolve("runs"));
		Path program = Files.writeString(this.folder.resolve("vend.sh"), """
				echo run >> %s
				echo '{"Version":1,"AccessKeyId":"%s","SecretAccessKey":"%s"}'
				""".formatted(this.runs, user.accessKeyId(), user.secretAccessKey()));
		this.contextRunner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class))
			.withBean(EnvironmentVariables.class, () -> (name) -> null)
			.withPropertyValues("aws.credentials.sts.endpoint=" + this.server.uri(), "aws.credentials.region=us-east-1",
					"aws.credentials.process.command=/bin/sh " + program,
					"aws.credentials.assume-role.role-arn=" + ROLE);
	}

	@AfterEach
	void close() {
		this.server.close();
	}

	private void refuse() {
		this.server.fault(Fault.error(403, "InvalidClientTokenId", "The security token is invalid").times(2));
	}

	@Test
	void keyIsTriedAgainAndNoOtherOneIsMade() {
		refuse();
		this.contextRunner.run((context) -> {
			RefreshingCredentialsProvider provider = context.getBean(RefreshingCredentialsProvider.class);
			Awaitility.await().untilAsserted(() -> assertThat(provider.status().valid()).isTrue());
			assertThat(provider.status().source()).isEqualTo("AssumeRole < Process");
			provider.refresh().join();
			assertThat(this.server.count("AssumeRole")).isEqualTo(4);
			assertThat(this.runs).hasContent("run");
		});
	}

	@Test
	void requiredStartWaits() {
		refuse();
		this.contextRunner.withPropertyValues("aws.credentials.startup=required").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(RefreshingCredentialsProvider.class).status().valid()).isTrue();
			assertThat(this.runs).hasContent("run");
		});
	}

	@Test
	void keyOfAnotherProviderIsTriedAgainToo() {
		refuse();
		this.contextRunner
			.withPropertyValues("aws.credentials.assume-role=", "aws.credentials.named.app.source=default",
					"aws.credentials.named.app.assume-role.role-arn=" + ROLE)
			.run((context) -> {
				RefreshingCredentialsProvider provider = context.getBean("appCredentialsProvider",
						RefreshingCredentialsProvider.class);
				Awaitility.await().untilAsserted(() -> assertThat(provider.status().valid()).isTrue());
				assertThat(this.server.count("AssumeRole")).isEqualTo(3);
				assertThat(this.runs).hasContent("run");
			});
	}

}
