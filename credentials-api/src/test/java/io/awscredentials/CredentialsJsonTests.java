package io.awscredentials;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * What JSON shows of {@link Credentials}, written by either Jackson however it is
 * configured.
 */
class CredentialsJsonTests {

	private static final String SECRET = "wJalrXUtnFEMI";

	private static final String TOKEN = "FwoGZXIvYXdzEBY";

	private static final Credentials SESSION = new Credentials("ASIAIOSFODNN7EXAMPLE", SECRET, TOKEN,
			Instant.parse("2026-11-21T10:00:00Z"), "123456789012");

	private static final Credentials LONG_TERM = new Credentials("AKIAIOSFODNN7EXAMPLE", SECRET, null, null, null);

	static Stream<Arguments> mappers() {
		return Stream.of(argumentSet("Jackson 3", writer(JsonMapper.builder().build())), argumentSet(
				"Jackson 3, all fields and methods visible",
				writer(JsonMapper.builder()
					.changeDefaultVisibility((checker) -> checker.withVisibility(PropertyAccessor.ALL, Visibility.ANY))
					.build())),
				argumentSet("Jackson 3, nothing excluded",
						writer(JsonMapper.builder()
							.changeDefaultPropertyInclusion(
									(value) -> value.withValueInclusion(JsonInclude.Include.ALWAYS))
							.build())),
				argumentSet("Jackson 2", writer(jackson2().build())),
				argumentSet("Jackson 2, all fields and methods visible",
						writer(jackson2().visibility(PropertyAccessor.ALL, Visibility.ANY).build())),
				argumentSet("Jackson 2, nothing excluded",
						writer(jackson2()
							.defaultPropertyInclusion(
									JsonInclude.Value.construct(JsonInclude.Include.ALWAYS, JsonInclude.Include.ALWAYS))
							.build())));
	}

	@ParameterizedTest
	@MethodSource("mappers")
	void writeShowsMaskedKeyExpirationAndAccount(Writer writer) throws Exception {
		assertThat(writer.read(writer.write(SESSION))).isEqualTo(Map.of("accessKeyId", "ASIA********MPLE", "expiration",
				"2026-11-21T10:00:00Z", "accountId", "123456789012"));
	}

	@ParameterizedTest
	@MethodSource("mappers")
	void writeOfLongTermCredentialsShowsMaskedKeyOnly(Writer writer) throws Exception {
		assertThat(writer.read(writer.write(LONG_TERM))).isEqualTo(Map.of("accessKeyId", "AKIA********MPLE"));
	}

	@ParameterizedTest
	@MethodSource("mappers")
	void writeOfWhatHoldsCredentialsShowsNothingSecret(Writer writer) throws Exception {
		List<Object> holders = List.of(new Holder(SESSION, "other"), Map.of("credentials", SESSION),
				List.of(SESSION, LONG_TERM), new Credentials[] { SESSION },
				Map.of("deep", List.of(new Holder(SESSION, "x"))));
		for (Object holder : holders) {
			assertThat(writer.write(holder)).contains("ASIA********MPLE")
				.doesNotContain(SECRET, TOKEN, SESSION.accessKeyId());
		}
	}

	@ParameterizedTest
	@MethodSource("mappers")
	void writeOfHolderShowsTheRestOfIt(Writer writer) throws Exception {
		assertThat(writer.read(writer.write(new Holder(SESSION, "other")))).containsEntry("name", "other")
			.containsKey("credentials");
	}

	@ParameterizedTest
	@MethodSource("namingStrategies")
	void writeWithOtherNamesShowsNothingSecret(Writer writer) throws Exception {
		assertThat(writer.write(SESSION)).contains("ASIA********MPLE").doesNotContain(SECRET, TOKEN);
	}

	static Stream<Arguments> namingStrategies() {
		return Stream.of(
				argumentSet("Jackson 3",
						writer(JsonMapper.builder()
							.propertyNamingStrategy(tools.jackson.databind.PropertyNamingStrategies.SNAKE_CASE)
							.build())),
				argumentSet("Jackson 2",
						writer(jackson2().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build())));
	}

	private static com.fasterxml.jackson.databind.json.JsonMapper.Builder jackson2() {
		return com.fasterxml.jackson.databind.json.JsonMapper.builder()
			.addModule(new SimpleModule("instant").addSerializer(Instant.class, ToStringSerializer.instance));
	}

	private static Writer writer(JsonMapper mapper) {
		return new Writer(mapper::writeValueAsString, (json) -> mapper.readValue(json, Map.class));
	}

	private static Writer writer(ObjectMapper mapper) {
		return new Writer(mapper::writeValueAsString, (json) -> mapper.readValue(json, Map.class));
	}

	record Holder(Credentials credentials, @Nullable String name) {
	}

	@FunctionalInterface
	interface Step<S, T> {

		T apply(S value) throws Exception;

	}

	record Writer(Step<Object, String> step, Step<String, Map<?, ?>> reader) {

		String write(Object value) throws Exception {
			return this.step.apply(value);
		}

		@SuppressWarnings("unchecked")
		Map<String, Object> read(String json) throws Exception {
			return (Map<String, Object>) this.reader.apply(json);
		}

	}

}
