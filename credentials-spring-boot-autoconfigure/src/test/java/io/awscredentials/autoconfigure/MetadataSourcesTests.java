package io.awscredentials.autoconfigure;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.CredentialsSource;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.http.CredentialsRestClientCustomizer;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import io.awscredentials.source.ScriptedServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SourceFactory}.
 */
class MetadataSourcesTests {

	private static final String TOKEN = "PUT /latest/api/token";

	private static final String LIST = "GET /latest/meta-data/iam/security-credentials/";

	private static final String CONTAINER = "GET /v1/credentials";

	private final ScriptedServer server;

	private final Map<String, String> environment = new HashMap<>();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class))
		.withBean(EnvironmentVariables.class, () -> this.environment::get)
		.withPropertyValues("aws.credentials.startup=lazy");

	MetadataSourcesTests() throws IOException {
		this.server = new ScriptedServer().on(TOKEN, ScriptedServer.text(200, "token"))
			.on(LIST, ScriptedServer.text(200, "role"))
			.on(LIST + "role", ScriptedServer.json(json("ASIAINSTANCE")))
			.on(CONTAINER, ScriptedServer.json(json("ASIACONTAINER")));
	}

	private static String json(String accessKeyId) {
		return """
				{"Code": "Success", "AccessKeyId": "%s", "SecretAccessKey": "s3cret", "Token": "t0ken",
				"Expiration": "2999-01-01T00:00:00Z"}""".formatted(accessKeyId);
	}

	@AfterEach
	void closeServer() {
		this.server.close();
	}

	@Test
	void containerGroupGivesCredentials() {
		this.contextRunner
			.withPropertyValues("aws.credentials.container.full-uri=" + this.server.url() + "/v1/credentials",
					"aws.credentials.container.authorization-token=open sesame")
			.run((context) -> {
				assertThat(context).hasBean("containerCredentialsSource")
					.doesNotHaveBean("instanceMetadataCredentialsSource");
				assertThat(accessKeyId(context)).isEqualTo("ASIACONTAINER");
				assertThat(this.server.last().header("authorization")).isEqualTo("open sesame");
				assertThat(context.getBean(ProviderProperties.class).toString()).doesNotContain("open sesame");
			});
	}

	@Test
	void instanceMetadataGroupGivesCredentials() {
		this.contextRunner.withPropertyValues("aws.credentials.instance-metadata.endpoint=" + this.server.url())
			.run((context) -> {
				assertThat(context).hasBean("instanceMetadataCredentialsSource")
					.doesNotHaveBean("containerCredentialsSource");
				assertThat(accessKeyId(context)).isEqualTo("ASIAINSTANCE");
				assertThat(context.getBean(RefreshingCredentialsProvider.class).status().source())
					.isEqualTo("InstanceMetadata");
			});
	}

	@Test
	void allOfTheInstanceMetadataGroupIsUsed() {
		this.server.on(TOKEN, ScriptedServer.text(404, "")).on(LIST + "named", ScriptedServer.json(json("ASIANAMED")));
		this.contextRunner
			.withPropertyValues("aws.credentials.instance-metadata.endpoint=" + this.server.url(),
					"aws.credentials.instance-metadata.v1-fallback=true",
					"aws.credentials.instance-metadata.profile-name=named")
			.run((context) -> assertThat(accessKeyId(context)).isEqualTo("ASIANAMED"));
		this.contextRunner.withPropertyValues("aws.credentials.instance-metadata.disabled=true")
			.run((context) -> assertThat(failure(context).code()).isEqualTo(CredentialsErrorCode.IMDS_DISABLED));
	}

	@Test
	void endpointModeIsReadInAnyCase() {
		this.contextRunner.withBean(CredentialsRestClientCustomizer.class,
				() -> (builder) -> builder.requestInterceptor((request, body, execution) -> {
					throw new IOException("not sent");
				}))
			.withPropertyValues("aws.credentials.instance-metadata.endpoint-mode=ipV6",
					"aws.credentials.http.max-attempts=1")
			.run((context) -> assertThat(failure(context)).hasMessageContaining("PUT http://[fd00:ec2::254]/latest"));
	}

	@Test
	void bothAreInDefaultChainContainerFirst() {
		this.environment.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", this.server.url());
		this.contextRunner.run((context) -> assertThat(accessKeyId(context)).isEqualTo("ASIAINSTANCE"));
		this.environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", this.server.url() + "/v1/credentials");
		this.contextRunner.run((context) -> assertThat(accessKeyId(context)).isEqualTo("ASIACONTAINER"));
	}

	@Test
	void defaultChainSkipsMetadataThatHasNothing() {
		this.environment.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", this.server.url());
		this.server.on(LIST, ScriptedServer.text(404, ""));
		this.contextRunner.run((context) -> {
			CredentialsException failure = failure(context);
			assertThat(failure.code()).isEqualTo(CredentialsErrorCode.NOT_FOUND);
			assertThat(failure).hasMessageContaining("container: Neither AWS_CONTAINER_CREDENTIALS_RELATIVE_URI")
				.hasMessageContaining("instance-metadata: The instance has no role");
		});
	}

	@Test
	void defaultChainStopsAtContainerThatFails() {
		this.environment.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", this.server.url());
		this.environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", this.server.url() + "/v1/credentials");
		this.server.on(CONTAINER, ScriptedServer.text(403, ""));
		this.contextRunner.run(
				(context) -> assertThat(failure(context).code()).isEqualTo(CredentialsErrorCode.CONTAINER_UNAVAILABLE));
	}

	@Test
	void chainDecidesTheOrder() {
		this.environment.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", this.server.url());
		this.environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", this.server.url() + "/v1/credentials");
		this.contextRunner.withPropertyValues("aws.credentials.chain=instance-metadata,container")
			.run((context) -> assertThat(accessKeyId(context)).isEqualTo("ASIAINSTANCE"));
	}

	@Test
	void namedProviderHasItsOwn() {
		this.contextRunner
			.withPropertyValues("aws.credentials.instance-metadata.endpoint=" + this.server.url(),
					"aws.credentials.named.task.container.full-uri=" + this.server.url() + "/v1/credentials")
			.run((context) -> {
				assertThat(accessKeyId(context)).isEqualTo("ASIAINSTANCE");
				assertThat(context.getBean("taskCredentialsProvider", CredentialsProvider.class)
					.resolveCredentials()
					.accessKeyId()).isEqualTo("ASIACONTAINER");
			});
	}

	@Test
	void beansOfTheSameNameReplaceThem() {
		for (String name : List.of("containerCredentialsSource", "instanceMetadataCredentialsSource")) {
			this.contextRunner
				.withBean(name, CredentialsSource.class,
						() -> () -> new Credentials("AKIAREPLACED", "secret", null, null, null))
				.withPropertyValues(
						"aws.credentials.chain=" + name.replace("CredentialsSource", "").replace("eM", "e-m"))
				.run((context) -> {
					assertThat(context).hasSingleBean(CredentialsSource.class);
					assertThat(accessKeyId(context)).isEqualTo("AKIAREPLACED");
				});
		}
	}

	private static String accessKeyId(ApplicationContext context) {
		return context.getBean(CredentialsProvider.class).resolveCredentials().accessKeyId();
	}

	private static CredentialsException failure(ApplicationContext context) {
		return assertThatExceptionOfType(CredentialsException.class)
			.isThrownBy(() -> context.getBean(CredentialsProvider.class).resolveCredentials())
			.actual();
	}

}
