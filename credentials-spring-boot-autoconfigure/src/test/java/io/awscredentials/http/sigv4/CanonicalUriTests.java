package io.awscredentials.http.sigv4;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CanonicalUri}.
 */
class CanonicalUriTests {

	private static final SigningOptions SINGLE = new SigningOptions(true, false, true, false);

	@ParameterizedTest
	@CsvSource({ "'',/", "/,/", "/.,/", "/..,/", "/../foo,/foo", "/foo,/foo", "/foo/bar/,/foo/bar/",
			"/foo/bar/.,/foo/bar/", "/foo/bar/..,/foo/", "/foo/..,/", "/foo/../..,/", "/foo//bar/./baz,/foo/bar/baz",
			"/.foo,/.foo", "/foo/..bar,/foo/..bar" })
	void pathIsNormalized(String path, String expected) {
		assertThat(CanonicalUri.path(path, SigningOptions.DEFAULT)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "/a%2fb,/a%252fb,/a%2Fb", "/a@b,/a%40b,/a%40b", "/\u1234,/%E1%88%B4,/%E1%88%B4",
			"/100%,/100%25,/100%25", "/100%zz,/100%25zz,/100%25zz", "/a~b_c-d.e,/a~b_c-d.e,/a~b_c-d.e" })
	void pathIsEncodedOnceMoreOrAsItIs(String path, String twice, String once) {
		assertThat(CanonicalUri.path(path, SigningOptions.DEFAULT)).isEqualTo(twice);
		assertThat(CanonicalUri.path(path, SINGLE)).isEqualTo(once);
	}

	@ParameterizedTest
	@CsvSource({ "a,a=", "a=,a=", "a=b=c,a=b%3Dc", "b=2&b=1&a=3,a=3&b=1&b=2", "a-b=1&a=2,a=2&a-b=1", "a=x%2fy,a=x%2Fy",
			"a=x/y,a=x%2Fy", "a=b+c,a=b%2Bc", "&a=1&,a=1", "=a,=a", "a=%2,a=%252", "a=%2F,a=%2F" })
	void queryIsSortedAndEncoded(String query, String expected) {
		assertThat(CanonicalUri.query(query)).isEqualTo(expected);
	}

	@Test
	void queryWhenAbsentIsEmpty() {
		assertThat(CanonicalUri.query(null)).isEmpty();
		assertThat(CanonicalUri.query("")).isEmpty();
	}

}
