package io.awscredentials.autoconfigure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that {@code /env} and {@code /configprops} show no secret of ours where they show
 * all values, wherever it hides, and the properties of others still.
 */
class SecretMaskingTests {

	private static final String SECRET = "wJalrXUtnFEMI/K7MDENG";

	private static final String[] SHOWN = { "management.endpoint.env.show-values=always",
			"management.endpoint.configprops.show-values=always", "aws.credentials.startup=lazy" };

	private static String shown(Map<String, Object> properties, Map<String, Object> variables, String... arguments)
			throws Exception {
		String[] all = new String[SHOWN.length + arguments.length];
		System.arraycopy(SHOWN, 0, all, 0, SHOWN.length);
		System.arraycopy(arguments, 0, all, SHOWN.length, arguments.length);
		try (ManagedApplication application = ManagedApplication.start(Application.class,
				List.of(new SystemEnvironmentPropertySource("test-systemEnvironment", variables),
						new MapPropertySource("test", properties)),
				all)) {
			String shown = application.get("/env").toString() + application.get("/configprops");
			assertThat(shown).contains("management.endpoint.env.show-values");
			return shown;
		}
	}

	private static String shown(Map<String, Object> properties) throws Exception {
		return shown(properties, Map.of());
	}

	@Test
	void secretIsMaskedInEachSpellingOfItsKey() throws Exception {
		Map<String, Object> properties = new LinkedHashMap<>();
		for (String group : List.of("aws[credentials].static.", "aws.credentials[named].prod.static.",
				"aws.credentials.named[prod].static.", "aws.credentials.static.")) {
			for (String key : List.of("secret-access-key", "secretAccessKey", "secret_access_key", "access-key-id",
					"accessKeyId", "ACCESS_KEY_ID")) {
				properties.put(group + key, "pass5");
			}
		}
		assertThat(shown(properties)).doesNotContain("pass5");
	}

	@Test
	void privateKeyAndItsPasswordAreMasked() throws Exception {
		assertThat(shown(
				Map.of("orders.tls.private-key", "-----BEGIN PRIVATE KEY-----\nMIIEvgIBADAN\n-----END PRIVATE KEY-----",
						"aws.credentials.roles-anywhere.private-key-password", "pass5")))
			.doesNotContain("MIIEvgIBADAN")
			.doesNotContain("pass5");
	}

	@Test
	void tokenOfVaultIsMasked() throws Exception {
		Map<String, Object> properties = new LinkedHashMap<>();
		for (String group : List.of("aws.credentials.vault.", "aws.credentials.named.archive.vault.")) {
			properties.put(group + "uri", "http://localhost:1");
			properties.put(group + "role", "orders");
		}
		properties.put("aws.credentials.vault.token", "hvs.one");
		properties.put("aws.credentials.named.archive.vault.token-file", "/run/vault/token");
		assertThat(shown(properties, Map.of("VAULT_TOKEN", "hvs.three"))).doesNotContain("hvs.")
			.contains("/run/vault/token");
	}

	@Test
	void shortSecretIsMaskedByItsKeyAndMasksNothingElse() throws Exception {
		assertThat(shown(Map.of("aws.credentials.static.secret-access-key", "vault7",
				"aws.credentials.static.access-key-id", "orders", "orders.topic", "orders")))
			.doesNotContain("vault7")
			.contains("\"orders\"");
	}

	@Test
	void secretIsMaskedInsideOfOtherPropertiesByItsValue() throws Exception {
		Map<String, Object> properties = new LinkedHashMap<>();
		properties.put("aws.credentials.static.secret-access-key", SECRET);
		properties.put("aws.credentials.static.access-key-id", "AKIAEXAMPLE12345");
		properties.put("sun.java.command", "app.jar " + SECRET + " --server.port=0");
		properties.put("other.copy", "prefix:" + SECRET);
		properties.put("other.escaped", "{\"key\":\"wJalrXUtnFEMI\\/K7MDENG\"}");
		properties.put("other.plain", "prefix:value");
		assertThat(shown(properties)).doesNotContain("wJalrXUtnFEMI").contains("prefix:value");
	}

	@Test
	void secretOfALowerPropertySourceIsMaskedByItsValueToo() throws Exception {
		Map<String, Object> properties = Map.of("aws.credentials.static.secret-access-key", SECRET,
				"aws.credentials.static.access-key-id", "AKIAEXAMPLE12345", "other.copy", SECRET);
		assertThat(shown(properties, Map.of(), "aws.credentials.static.secret-access-key=another-secret-key"))
			.doesNotContain(SECRET)
			.doesNotContain("another-secret-key");
	}

	@Test
	void whatTheSdksReadIsMaskedByItsValueToo() throws Exception {
		assertThat(shown(Map.of("aws.secretAccessKey", SECRET, "JAVA_TOOL_OPTIONS", "-Daws.secretAccessKey=" + SECRET),
				Map.of("AWS_SESSION_TOKEN", "session-token-value", "COPY", "session-token-value")))
			.doesNotContain(SECRET)
			.doesNotContain("session-token-value");
	}

	@Test
	void textThatHasAKeyOfOursInsideIsMaskedEvenWhereNothingIsBound() throws Exception {
		Map<String, Object> texts = new LinkedHashMap<>();
		List.of("{\"aws\":{\"region\":\"eu-west-1\",\"credentials\":{\"static\":{\"secret-access-key\":\"pass5\"}}}}",
				"{\"aws.credentials.mfa.totp-secret\":\"pass5\"}",
				"{\"aws\":{\"credentials\":{\"process\":{\"timeout\":\"5s\",\"environment\":{\"TOKEN\":\"pass5\"}}}}}",
				"app.jar --aws.credentials.process.command=\"vend --password pass5\"",
				"-Daws.credentials.named.prod.container.authorization-token=pass5",
				"-Daws.credentials.assume-role.externalId=pass5", "-Daws.secretAccessKey=pass5",
				"AWS_CREDENTIALS_STATIC_SECRETACCESSKEY=pass5 java -jar app.jar",
				"-Daws.credentials.sts.endpoint=https://user:pass5@sts.internal")
			.forEach((text) -> texts.put("SOME_OPTIONS_" + texts.size(), text));
		assertThat(shown(texts)).doesNotContain("pass5");
	}

	@Test
	void keyInsideOfSpringApplicationJsonIsMasked() throws Exception {
		String json = "{\"aws\":{\"credentials\":{\"static\":{\"access-key-id\":\"AKIAEXAMPLE12345\","
				+ "\"secret-access-key\":\"pass5\"}}},\"other\":{\"colour\":\"green\"}}";
		assertThat(shown(Map.of(), Map.of(), "spring.application.json=" + json)).doesNotContain("pass5")
			.doesNotContain("AKIAEXAMPLE12345")
			.contains("\"value\":\"green\"");
	}

	@Test
	void propertyThatAPlaceholderNamesIsMasked() throws Exception {
		Map<String, Object> properties = new LinkedHashMap<>();
		properties.put("aws.credentials.static.access-key-id", "${READER_KEY_ID}");
		properties.put("aws.credentials.static.secret-access-key", "${reader.${kind}.secret:none}");
		properties.put("reader.kind.secret", "pass5");
		properties.put("kind", "${which:kind}");
		properties.put("aws.credentials.process.environment.TOKEN", "prefix ${vend-token}");
		properties.put("aws.credentials.region", "${THE_REGION}");
		assertThat(shown(properties, Map.of("READER_KEY_ID", "pass5", "VENDTOKEN", "pass5", "THE_REGION", "eu-south-2"),
				"aws.credentials.chain=static"))
			.doesNotContain("pass5")
			.contains("eu-south-2");
	}

	@Test
	void passwordsAndQueriesOfAddressesAreMasked() throws Exception {
		Map<String, Object> properties = new LinkedHashMap<>();
		properties.put("aws.credentials.sts.endpoint", "https://user:pass5@sts.internal");
		properties.put("aws.credentials.sso.endpoint", "https://sso.internal");
		properties.put("aws.credentials.container.full-uri", "https://vend.internal/creds?ticket=pass5");
		properties.put("aws.credentials.named.jar.plugin.location", "https://user:${jar.password}@repo.internal/p.jar");
		properties.put("jar.password", "pass5");
		properties.put("aws.credentials.named.raw.plugin.location", "jar:https://user:a/pass5@repo.internal/p.jar!/");
		properties.put("aws.credentials.named.mark.plugin.location", "jar:https://repo.internal/p.jar#pass5");
		properties.put("aws.credentials.named.sso.sso.start-url", "https://user:pass5@example.awsapps.com/start");
		properties.put("aws.credentials.enabled", false);
		assertThat(shown(properties,
				Map.of("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1/?pass5", "AWS_ENDPOINT_URL_STS",
						"https://user:pass5@sts.internal", "HTTPS_PROXY", "http://user:pass5@proxy", "HTTP_PROXY",
						"http://proxy.internal")))
			.doesNotContain("pass5")
			.contains("\"https://sso.internal\"", "\"http://proxy.internal\"");
	}

	@Test
	void propertiesThatAreNoSecretsAreShown() throws Exception {
		Map<String, Object> properties = new LinkedHashMap<>();
		properties.put("aws.credentials.assume-role.role-arn", "arn:aws:iam::123456789012:role/reader");
		properties.put("aws.credentials.assume-role.external-id", "production");
		properties.put("aws.credentials.refresh.timeout", "17s");
		properties.put("spring.cloud.aws.region.static", "eu-west-3");
		properties.put("app.stage", "production");
		properties.put("app.session-token-header", "X-Session");
		String shown = shown(properties);
		assertThat(shown).contains("role/reader", "17s", "eu-west-3", "X-Session",
				"\"app.stage\":{\"value\":\"production\"");
		assertThat(shown.split("production", -1)).hasSize(2);
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
