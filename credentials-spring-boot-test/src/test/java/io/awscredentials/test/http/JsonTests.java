package io.awscredentials.test.http;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class JsonTests {

	@Test
	void objectIsRead() {
		Map<String, @Nullable Object> object = Json.readObject("""
				{ "text": "a\\"\\\\\\/\\u00e9\\n", "number": -1.5e3, "yes": true, "no": false, "none": null,
				  "list": [1, [], {}], "object": {"a": "b"}, "empty": {} }
				""");
		assertThat(object).containsEntry("text", "a\"\\/\u00e9\n")
			.containsEntry("number", new BigDecimal("-1.5e3"))
			.containsEntry("yes", true)
			.containsEntry("no", false)
			.containsEntry("none", null)
			.containsEntry("list", List.of(BigDecimal.ONE, List.of(), Map.of()))
			.containsEntry("object", Map.of("a", "b"))
			.containsEntry("empty", Map.of());
		assertThat(Json.text(object, "text")).startsWith("a");
		assertThat(Json.text(object, "number")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "{", "{\"a\"}", "{\"a\":}", "{\"a\":1", "{\"a\":1}x", "{\"a\":\"\\x\"}",
			"{\"a\":\"\\u00\"}", "{\"a\":tru}", "{\"a\":[1}", "{\"a", "<html>" })
	void whateverIsNoObjectIsRefused(String json) {
		assertThatIllegalArgumentException().isThrownBy(() -> Json.readObject(json));
	}

	@Test
	void valuesAreWritten() {
		Map<String, @Nullable Object> object = new LinkedHashMap<>();
		object.put("text", "a\"\\\n");
		object.put("number", 1);
		object.put("none", null);
		object.put("list", Arrays.asList("b", true));
		object.put("empty", List.of());
		object.put("object", Map.of());
		assertThat(Json.write(object)).isEqualTo(
				"{\"text\":\"a\\\"\\\\\\u000a\",\"number\":1,\"none\":null,\"list\":[\"b\",true],\"empty\":[],\"object\":{}}");
	}

}
