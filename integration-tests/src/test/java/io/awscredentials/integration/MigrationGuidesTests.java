package io.awscredentials.integration;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProcessCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.auth.StsGetSessionTokenCredentialsProvider;
import software.amazon.awssdk.services.sts.auth.StsWebIdentityTokenFileCredentialsProvider;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the guides for those who come from elsewhere to what there really is elsewhere.
 */
class MigrationGuidesTests {

	private static final Path GUIDES = Path.of("../docs/guides");

	private static final Set<String> OF_EACH_BUILDER = Set.of("build", "copy", "applyMutation", "toBuilder");

	@Test
	void everyPropertyOfSpringCloudAwsHasItsPlace() throws IOException {
		String guide = Files.readString(GUIDES.resolve("from-spring-cloud-aws.md"));
		List<String> names = properties("spring.cloud.aws.credentials.");
		assertThat(names).hasSizeGreaterThan(8).allSatisfy((name) -> assertThat(guide).contains("`" + name));
	}

	private static List<String> properties(String prefix) throws IOException {
		List<String> names = new ArrayList<>();
		for (URL file : Collections.list(MigrationGuidesTests.class.getClassLoader()
			.getResources("META-INF/spring-configuration-metadata.json"))) {
			try (InputStream in = file.openStream()) {
				for (JsonNode property : JsonMapper.shared().readTree(in).path("properties")) {
					String name = property.path("name").asString();
					if (name.startsWith(prefix)) {
						names.add(name.substring(prefix.length()));
					}
				}
			}
		}
		return names;
	}

	@ParameterizedTest
	@ValueSource(classes = { DefaultCredentialsProvider.Builder.class, ProfileCredentialsProvider.Builder.class,
			ProcessCredentialsProvider.Builder.class, InstanceProfileCredentialsProvider.Builder.class,
			ContainerCredentialsProvider.Builder.class, WebIdentityTokenFileCredentialsProvider.Builder.class,
			StsAssumeRoleCredentialsProvider.Builder.class, StsGetSessionTokenCredentialsProvider.Builder.class,
			StsWebIdentityTokenFileCredentialsProvider.Builder.class })
	void everyCallOfABuilderHasItsPlace(Class<?> builder) throws IOException {
		String guide = Files.readString(GUIDES.resolve("from-aws-sdk.md"));
		assertThat(guide).contains("`" + builder.getDeclaringClass().getSimpleName());
		assertThat(Arrays.stream(builder.getMethods())
			.filter((method) -> method.getParameterCount() > 0 && !Modifier.isStatic(method.getModifiers()))
			.filter((method) -> method.getDeclaringClass() != Object.class)
			.map(Method::getName)
			.filter((name) -> !OF_EACH_BUILDER.contains(name) && !name.startsWith("set"))
			.distinct()).isNotEmpty().allSatisfy((name) -> assertThat(guide).contains("`" + name));
	}

}
