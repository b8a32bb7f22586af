package io.awscredentials.integration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import io.awscredentials.CredentialsProvider;
import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.TestCredentials;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cloud.context.refresh.ContextRefresher;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of an application whose environment is refreshed by Spring Cloud.
 */
@ExtendWith(OutputCaptureExtension.class)
class SpringCloudRefreshTests {

	private final AwsTestServer aws = AwsTestServer.start();

	private final TestCredentials user = this.aws.addUser();

	@TempDir
	private Path folder;

	@AfterEach
	void stopServer() {
		this.aws.close();
	}

	@Test
	void changeOfOursIsToldToCountAfterARestart(CapturedOutput output) throws IOException {
		try (ConfigurableApplicationContext context = run()) {
			change("aws.credentials.static.access-key-id=AKIAANOTHERUSER00000");
			assertThat(refresh(context)).contains("aws.credentials.static.access-key-id");
			assertThat(output)
				.contains("Changed properties count after a restart of the application: "
						+ "aws.credentials.static.access-key-id")
				.doesNotContain("AKIAANOTHERUSER00000");
			assertThat(context.getBean(CredentialsProvider.class).resolveCredentials().accessKeyId())
				.isEqualTo(this.user.accessKeyId());
		}
	}

	@Test
	void refreshThatChangesNothingOfOursSaysNothingOfUs(CapturedOutput output) throws IOException {
		try (ConfigurableApplicationContext context = run()) {
			int started = output.length();
			change("colour=green");
			assertThat(refresh(context)).contains("colour");
			assertThat(output.toString().substring(started).lines())
				.filteredOn((line) -> line.contains(" WARN ") || line.contains(" ERROR ") || line.contains("awscred"))
				.isEmpty();
			assertThat(context.getBean(CredentialsProvider.class).resolveCredentials().accessKeyId())
				.isEqualTo(this.user.accessKeyId());
		}
	}

	private ConfigurableApplicationContext run() throws IOException {
		return new Applications(this.folder, this.aws).withKeys("aws.credentials", this.user)
			.with("colour=blue", "spring.cloud.aws.s3.enabled=false")
			.run();
	}

	private void change(String property) throws IOException {
		Files.write(this.folder.resolve("application.properties"), List.of(property), StandardOpenOption.APPEND);
	}

	private static Iterable<String> refresh(ConfigurableApplicationContext context) {
		return context.getBean(ContextRefresher.class).refresh();
	}

}
