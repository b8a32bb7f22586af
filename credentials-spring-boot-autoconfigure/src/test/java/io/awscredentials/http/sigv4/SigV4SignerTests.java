package io.awscredentials.http.sigv4;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link SigV4Signer}.
 */
class SigV4SignerTests {

	private static final Instant TIME = Instant.parse("2015-08-30T12:36:00.987Z");

	private static final URI ENDPOINT = URI.create("https://sts.us-east-1.amazonaws.com/");

	private static final byte[] BODY = "Action=GetCallerIdentity".getBytes();

	private final SigV4Signer signer = new SigV4Signer("us-east-1", "sts");

	@Test
	void signAddsHostOfUriDateAndSessionToken() {
		SignedHeaders headers = sign(ENDPOINT, Map.of("Content-Type", List.of("text/plain")));
		assertThat(headers.get("X-Amz-Date")).isEqualTo("20150830T123600Z");
		assertThat(headers.get("X-Amz-Security-Token")).isEqualTo("the-token");
		assertThat(headers.get("X-Amz-Content-Sha256")).isNull();
		assertThat(headers.get("Authorization"))
			.startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/sts/aws4_request, "
					+ "SignedHeaders=content-type;host;x-amz-date;x-amz-security-token, Signature=");
	}

	@Test
	void signWithoutSessionTokenSendsNone() {
		SignedHeaders headers = this.signer.sign(credentials(null), TIME, "POST", ENDPOINT, Map.of(),
				SigV4Signer.sha256(BODY));
		assertThat(headers.get("X-Amz-Security-Token")).isNull();
		assertThat(headers.get("Authorization")).contains("SignedHeaders=host;x-amz-date,");
	}

	@Test
	void signIgnoresHeadersThatChangeOnTheWay() {
		Map<String, List<String>> headers = Map.of("User-Agent", List.of("a"), "X-Amzn-Trace-Id", List.of("b"),
				"Authorization", List.of("c"), "Expect", List.of("d"), "Connection", List.of("e"), "Transfer-Encoding",
				List.of("f"));
		assertThat(sign(ENDPOINT, headers).get("Authorization"))
			.isEqualTo(sign(ENDPOINT, Map.of()).get("Authorization"));
	}

	@Test
	void signReplacesHeadersOfAnEarlierAttempt() {
		Map<String, List<String>> headers = new LinkedHashMap<>();
		sign(ENDPOINT, Map.of()).forEach((name, value) -> headers.put(name, List.of("old")));
		assertThat(sign(ENDPOINT, headers).get("Authorization"))
			.isEqualTo(sign(ENDPOINT, Map.of()).get("Authorization"));
	}

	@Test
	void signCoversBody() {
		SignedHeaders other = this.signer.sign(credentials("the-token"), TIME, "POST", ENDPOINT, Map.of(),
				SigV4Signer.sha256(new byte[1]));
		assertThat(sign(ENDPOINT, Map.of()).get("Authorization")).isNotEqualTo(other.get("Authorization"));
	}

	@Test
	void hostHasPortUnlessItIsThatOfTheScheme() {
		assertThat(host("https://example.com/")).isEqualTo("example.com");
		assertThat(host("https://example.com:443/")).isEqualTo("example.com");
		assertThat(host("https://example.com:80/")).isEqualTo("example.com:80");
		assertThat(host("http://example.com:80/")).isEqualTo("example.com");
		assertThat(host("http://example.com:4566/")).isEqualTo("example.com:4566");
		assertThat(host("http://[::1]:4566/")).isEqualTo("[::1]:4566");
	}

	@Test
	void headersOfOneNameAreJoinedWhateverTheirCase() {
		Map<String, List<String>> headers = new LinkedHashMap<>();
		headers.put("My-Header", List.of("b", " a\t \r\n c "));
		headers.put("my-header", List.of("d"));
		assertThat(CanonicalHeaders.of(ENDPOINT, headers)).containsEntry("my-header", "b,a c,d");
	}

	@Test
	void signWhenUriHasNoHostFails() {
		assertThatIllegalArgumentException().isThrownBy(() -> sign(URI.create("/path"), Map.of()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "the\nsecret", "the secret", "the\u00e4secret" })
	void signWhenSessionTokenFitsNoHeaderFailsWithoutShowingIt(String token) {
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(
				() -> this.signer.sign(credentials(token), TIME, "GET", ENDPOINT, Map.of(), SigV4Signer.sha256(BODY)))
			.satisfies((ex) -> {
				assertThat(ex.code()).isEqualTo(CredentialsErrorCode.CONFIGURATION);
				assertThat(ex.toString()).contains("session token").doesNotContain("secret");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "AKID\nEXAMPLE", "AKID EXAMPLE", "AKID\u00e4EXAMPLE", "AKID\u007fEXAMPLE" })
	void signAndPresignWhenAccessKeyIdFitsNoHeaderFailWithoutShowingIt(String accessKeyId) {
		Credentials credentials = new Credentials(accessKeyId, "the-key", null, null, null);
		assertUnusable(() -> this.signer.sign(credentials, TIME, "GET", ENDPOINT, Map.of(), SigV4Signer.EMPTY_PAYLOAD));
		assertUnusable(() -> this.signer.presign(credentials, TIME, "GET", ENDPOINT, Map.of(),
				SigV4Signer.EMPTY_PAYLOAD, Duration.ofMinutes(1)));
	}

	private static void assertUnusable(ThrowingCallable signing) {
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(signing).satisfies((ex) -> {
			assertThat(ex.code()).isEqualTo(CredentialsErrorCode.CONFIGURATION);
			assertThat(ex.toString()).contains("access key ID").doesNotContain("EXAMPLE");
		});
	}

	@Test
	void signTakesEveryVisibleCharacterInAToken() {
		assertThat(this.signer.sign(credentials("!token~"), TIME, "GET", ENDPOINT, Map.of(), SigV4Signer.EMPTY_PAYLOAD)
			.get("X-Amz-Security-Token")).isEqualTo("!token~");
	}

	@Test
	void encodeLeavesNothingButUnreservedCharacters() {
		assertThat(SigV4Signer.encode("a b/\u00fc~")).isEqualTo("a%20b%2F%C3%BC~");
	}

	@Test
	void keyIsDerivedAnewForOtherCredentialsAndAnotherDay() {
		Credentials credentials = credentials("a");
		SigningKey key = SigningKey.derive(credentials, "20150830", "us-east-1", "sts");
		assertThat(key.isOf(credentials, "20150830")).isTrue();
		assertThat(key.isOf(credentials, "20150831")).isFalse();
		assertThat(key.isOf(credentials("b"), "20150830")).isFalse();
	}

	@Test
	void signedHeadersShowsNamesAlone() {
		assertThat(sign(ENDPOINT, Map.of()))
			.hasToString("SignedHeaders[X-Amz-Date, X-Amz-Security-Token, Authorization]");
	}

	private SignedHeaders sign(URI uri, Map<String, List<String>> headers) {
		return this.signer.sign(credentials("the-token"), TIME, "POST", uri, headers, SigV4Signer.sha256(BODY));
	}

	@Test
	void signatureIsThatOfTheCredentialsAndTheDayWhateverWasSignedBefore() {
		for (Instant time : List.of(TIME, TIME.plus(Duration.ofDays(1)), TIME)) {
			for (Credentials credentials : List.of(credentials("a"),
					new Credentials("AKID", "other", "a", null, null))) {
				SigV4Signer fresh = new SigV4Signer("us-east-1", "sts");
				assertThat(this.signer.sign(credentials, time, "GET", ENDPOINT, Map.of(), SigV4Signer.EMPTY_PAYLOAD)
					.get("Authorization"))
					.isEqualTo(fresh.sign(credentials, time, "GET", ENDPOINT, Map.of(), SigV4Signer.EMPTY_PAYLOAD)
						.get("Authorization"));
			}
		}
	}

	@Test
	void presignSendsATokenThatIsNotSignedAfterTheSignature() {
		SigV4Signer iot = new SigV4Signer("us-east-1", "iotdevicegateway", SigningOptions.of("iotdevicegateway"));
		URI uri = URI.create("wss://data.iot.us-east-1.amazonaws.com/mqtt#fragment");
		String with = iot
			.presign(credentials("t"), TIME, "GET", uri, Map.of(), SigV4Signer.EMPTY_PAYLOAD, Duration.ofMinutes(1))
			.toString();
		String without = iot
			.presign(credentials(null), TIME, "GET", uri, Map.of(), SigV4Signer.EMPTY_PAYLOAD, Duration.ofMinutes(1))
			.toString();
		assertThat(with).isEqualTo(without + "&X-Amz-Security-Token=t")
			.startsWith("wss://data.iot.us-east-1.amazonaws.com/mqtt?X-Amz-Algorithm=");
	}

	private static String host(String uri) {
		return String.valueOf(CanonicalHeaders.of(URI.create(uri), Map.of()).get("host"));
	}

	private static Credentials credentials(@Nullable String token) {
		return new Credentials("AKIDEXAMPLE", "the-key", token, null, null);
	}

}
