package io.awscredentials.source;

import java.time.Instant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Timestamps}.
 */
class TimestampsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			2026-11-21T10:00:00Z           | 2026-11-21T10:00:00Z
			2026-11-21t10:00:00z           | 2026-11-21T10:00:00Z
			2026-11-21 10:00:00Z           | 2026-11-21T10:00:00Z
			2026-11-21T10:00Z              | 2026-11-21T10:00:00Z
			2026-11-21T10:00:00UTC         | 2026-11-21T10:00:00Z
			2026-11-21T10:00:00+00:00      | 2026-11-21T10:00:00Z
			2026-11-21T10:00:00+0000       | 2026-11-21T10:00:00Z
			2026-11-21T10:00:00-0000       | 2026-11-21T10:00:00Z
			2026-11-21T10:00:00+00         | 2026-11-21T10:00:00Z
			2026-11-21T12:30:00+02:30      | 2026-11-21T10:00:00Z
			2026-11-21T02:30:00-0730       | 2026-11-21T10:00:00Z
			2026-11-21T10:00:00.1Z         | 2026-11-21T10:00:00.100Z
			2026-11-21T10:00:00,123Z       | 2026-11-21T10:00:00.123Z
			2026-11-21T10:00:00.123456789Z | 2026-11-21T10:00:00.123456789Z
			2026-11-21T10:00:00.1234567899+0000 | 2026-11-21T10:00:00.123456789Z
			2024-02-29T23:59:59Z           | 2024-02-29T23:59:59Z
			9999-12-31T23:59:59Z           | 9999-12-31T23:59:59Z
			""")
	void parseReadsIso8601(String text, Instant expected) {
		assertThat(Timestamps.parse(text)).isEqualTo(expected);
		assertThat(Timestamps.parse("  " + text + "\n")).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "never", "1785000000", "2026-11-21", "2026-11-21T10:00:00",
			"2026-11-21T10:00:00.Z", "2026-11-21T10:00:00.5", "2026-11-21T10:00:00ZZ", "2026-11-21T10:00:00+0",
			"2026-11-21T10:00:00+00:0", "2026-11-21T10:00:00+00:00:00", "2026-11-21T10:00:00+19:00",
			"2026-13-21T10:00:00Z", "2026-02-29T10:00:00Z", "2026-11-21T25:00:00Z", "2026-11-21T10:60:00Z",
			"26-11-21T10:00:00Z", "+2026-11-21T10:00:00Z", "2026-11-21T10:00:00 UTC+1", "2026/11/21T10:00:00Z",
			"２026-11-21T10:00:00Z" })
	void parseWhenNotIso8601IsNull(String text) {
		assertThat(Timestamps.parse(text)).isNull();
	}

}
