package io.awscredentials.source;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link JsonFields}.
 */
class JsonFieldsTests {

	@Test
	void parseReadsTextNumbersAndObjects() throws InvalidJsonException {
		JsonFields fields = parse(
				"{\"a\":\"x\\u00e9\",\"n\":1,\"ms\":1785000000000,\"d\":1.5,\"o\":{\"p\":{\"q\":\"r\"}}}");
		assertThat(fields.text("a")).isEqualTo("xé");
		assertThat(fields.number("n")).isEqualTo(1);
		assertThat(fields.number("ms")).isEqualTo(1785000000000L);
		assertThat(fields.number("d")).isEqualTo(1.5);
		assertThat(fields.object("o")).isNotNull()
			.extracting((o) -> o.object("p"))
			.isNotNull()
			.extracting((p) -> p.text("q"))
			.isEqualTo("r");
	}

	@Test
	void textAndNumberAndObjectWhenOfAnotherTypeAreNull() throws InvalidJsonException {
		JsonFields fields = parse("{\"a\":\"1\",\"n\":1,\"o\":{}}");
		assertThat(fields.number("a")).isNull();
		assertThat(fields.object("a")).isNull();
		assertThat(fields.text("n")).isNull();
		assertThat(fields.text("o")).isNull();
		assertThat(fields.text("absent")).isNull();
	}

	@Test
	void hasTellsWhetherThereIsAValue() throws InvalidJsonException {
		JsonFields fields = parse("{\"a\":\"\",\"l\":[1,{\"x\":[2]}],\"t\":true,\"z\":null,\"after\":\"read\"}");
		assertThat(fields.has("a")).isTrue();
		assertThat(fields.has("l")).isTrue();
		assertThat(fields.has("t")).isTrue();
		assertThat(fields.has("z")).isFalse();
		assertThat(fields.has("x")).isFalse();
		assertThat(fields.text("after")).isEqualTo("read");
	}

	@Test
	void objectsAreThoseOfAnArray() throws InvalidJsonException {
		JsonFields fields = parse("{\"l\":[1,{\"x\":\"a\"},null,[{\"x\":\"n\"}],{\"x\":\"b\"}],\"o\":{},\"e\":[]}");
		assertThat(fields.objects("l")).extracting((object) -> object.text("x")).containsExactly("a", "b");
		assertThat(fields.objects("o")).isEmpty();
		assertThat(fields.objects("e")).isEmpty();
		assertThat(fields.objects("absent")).isEmpty();
	}

	@Test
	void parseWhenKeyIsRepeatedKeepsTheLast() throws InvalidJsonException {
		assertThat(parse("{\"a\":\"1\",\"a\":\"2\"}").text("a")).isEqualTo("2");
		assertThat(parse("{\"a\":\"1\",\"a\":null}").has("a")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTF-8", "UTF-16BE", "UTF-16LE" })
	void parseReadsUnicodeWithWhiteSpaceAndByteOrderMark(String charset) throws InvalidJsonException {
		byte[] json = "\uFEFF {\"a\":\"é\"} \r\n".getBytes(Charset.forName(charset));
		assertThat(JsonFields.parse(json).text("a")).isEqualTo("é");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "s3cr3t", "\"s3cr3t\"", "[\"s3cr3t\"]", "{\"a\":\"s3cr3t\"} s3cr3t", "{\"a\":\"s3cr3t\"}{}",
					"{\"a\":s3cr3t}", "{\"a\":\"s3cr3t\"", "{\"a\":\"s3cr3t", "{\"a\":\"s3cr3t\",}", "{'a':'s3cr3t'}",
					"{\"a\":\"s3cr3t\" \"b\":1}", "{\"a\":\"s3cr3t\n\"}", "{\"a\":\"\\s3cr3t\"}", "{\"s3cr3t\":01}",
					"{\"a\":\"s3cr3t\"]", "<s3cr3t>", "null", "1", "{\"s3cr3t\":NaN}", "{\"a\":[\"s3cr3t\"}" })
	void parseWhenNotOneObjectSaysWhereAndNeverWhat(String json) {
		assertThatExceptionOfType(InvalidJsonException.class).isThrownBy(() -> parse(json))
			.withNoCause()
			.withMessageMatching("[a-zA-Z -]+, at line [12], column \\d+")
			.satisfies((ex) -> assertThat(ex.toString()).doesNotContain("s3cr3t"))
			.satisfies((ex) -> assertThat(ex.getSuppressed()).isEmpty());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "  \n\t" })
	void parseWhenEmptySaysSo(String json) {
		assertThatExceptionOfType(InvalidJsonException.class).isThrownBy(() -> parse(json)).withMessage("it is empty");
	}

	@Test
	void parseWhenCutShortSaysSo() {
		assertThatExceptionOfType(InvalidJsonException.class).isThrownBy(() -> parse("{\"a\":\n\"b\""))
			.withMessageStartingWith("the JSON ends too early, at line 2");
	}

	@Test
	void parseWhenNestedTooDeeplyIsInvalid() {
		assertThatExceptionOfType(InvalidJsonException.class)
			.isThrownBy(() -> parse("{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000)));
	}

	@Test
	void parseWhenNotUnicodeIsInvalid() {
		byte[] json = "{\"a\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);
		assertThatExceptionOfType(InvalidJsonException.class).isThrownBy(() -> JsonFields.parse(json)).withNoCause();
	}

	@Test
	void toStringShowsNoContent() throws InvalidJsonException {
		assertThat(parse("{\"a\":\"s3cr3t\"}")).hasToString("JsonFields[1]");
	}

	private static JsonFields parse(String json) throws InvalidJsonException {
		return JsonFields.parse(json.getBytes(StandardCharsets.UTF_8));
	}

	@ParameterizedTest
	@CsvSource({ "7,7", "-7,-7", "7.9,7", "1e3,1000", "1e300,9223372036854775807", "-1e300,-9223372036854775808",
			"1e200000000,9223372036854775807", "99999999999999999999,9223372036854775807",
			"-99999999999999999999,-9223372036854775808", "9223372036854775807,9223372036854775807" })
	void wholeNumberIsCutOffAtTheLimits(String json, long expected) throws InvalidJsonException {
		assertThat(JsonFields.parse(("{\"n\":" + json + "}").getBytes(StandardCharsets.UTF_8)).wholeNumber("n"))
			.isEqualTo(expected);
	}

}
