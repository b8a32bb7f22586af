package io.awscredentials.source.sso;

import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.Stream;

import io.awscredentials.source.InvalidJsonException;
import io.awscredentials.source.JsonFields;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link DpopKey} and {@link EcPrivateKeyPem}.
 */
class DpopKeyTests {

	/** From the recorded cases of AWS's SDKs. */
	static final String SEC1 = """
			-----BEGIN EC PRIVATE KEY-----
			MHcCAQEEIPt/u8InPLpQeQLJTvVX+sNDzni8vMDMt3Liu+nMBigfoAoGCCqGSM49
			AwEHoUQDQgAEILkGG7rNOnxiIJlMgimY1UPP8eDMFP0DAY6WGjngP4bvTAiUCQ/I
			ffut2379uP+OBCm2ovGpBOJRgrl1RspUOQ==
			-----END EC PRIVATE KEY-----
			""";

	static final String SEC1_X = "20b9061bbacd3a7c6220994c822998d543cff1e0cc14fd03018e961a39e03f86";

	/** The private key of {@link #SEC1}. */
	private static final String SCALAR = "fb7fbbc2273cba507902c94ef557fac343ce78bcbcc0ccb772e2bbe9cc06281f";

	/** The public key of {@link #SEC1}. */
	private static final String POINT = "a14403420004" + SEC1_X
			+ "ef4c0894090fc87dfbaddb7efdb8ff8e0429b6a2f1a904e25182b97546ca5439";

	static final String PKCS8 = """
			-----BEGIN PRIVATE KEY-----
			MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg+PNauWi/ihtwHHbq
			1tgc8Vgpwx0qQlNSN38y+z0igWehRANCAAR2Ntw6BXJ1v8jb9XjzKZJ+gL5f/3Jq
			IqiH2PUGKWxoFwNlcNB83FivEXEzlTbuCQK5OezOYb3gbvHuzKkB0nDX
			-----END PRIVATE KEY-----""";

	static final String PKCS8_X = "7636dc3a057275bfc8dbf578f329927e80be5fff726a22a887d8f506296c6817";

	private static final URI TOKEN = URI.create("https://us-east-2.signin.aws.amazon.com/v1/token");

	@Test
	void proofIsSignedByTheKeyItShows() throws Exception {
		String proof = DpopKey.parse(SEC1).proof("POST", TOKEN, "an-id", Instant.parse("2025-11-19T00:00:00.9Z"));
		String[] parts = proof.split("\\.");
		assertThat(parts).hasSize(3)
			.noneMatch((part) -> part.contains("=") || part.contains("+") || part.contains("/"));
		JsonFields header = json(parts[0]);
		JsonFields jwk = Objects.requireNonNull(header.object("jwk"));
		assertThat(header.text("typ")).isEqualTo("dpop+jwt");
		assertThat(header.text("alg")).isEqualTo("ES256");
		assertThat(jwk.text("kty")).isEqualTo("EC");
		assertThat(jwk.text("crv")).isEqualTo("P-256");
		assertThat(jwk.has("d")).isFalse();
		JsonFields claims = json(parts[1]);
		assertThat(claims.text("htm")).isEqualTo("POST");
		assertThat(claims.text("htu")).isEqualTo(TOKEN.toString());
		assertThat(claims.text("jti")).isEqualTo("an-id");
		assertThat(claims.number("iat")).hasToString("1763510400");
		assertThat(decode(parts[2])).hasSize(64);
		assertThat(verify(parts, jwk)).isTrue();
	}

	private static boolean verify(String[] parts, JsonFields jwk) throws GeneralSecurityException {
		ECPoint point = new ECPoint(new BigInteger(1, decode(jwk.text("x"))), new BigInteger(1, decode(jwk.text("y"))));
		Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
		signature.initVerify(KeyFactory.getInstance("EC")
			.generatePublic(new ECPublicKeySpec(point, ((ECPublicKey) generate().getPublic()).getParams())));
		signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
		return signature.verify(decode(parts[2]));
	}

	static Stream<String> variants() {
		return Stream.of(SEC1, SEC1.replace("\n", "\r\n"), SEC1.replace("\n", "\\n"), SEC1.replace("\n", ""),
				SEC1.strip(), "\n\n  " + SEC1, SEC1.replace("\n", " \n\t"),
				"-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n" + SEC1,
				bare("306b020101" + "0420" + SCALAR + POINT));
	}

	private static String bare(String hex) {
		return pem("EC PRIVATE KEY", HexFormat.of().parseHex(hex));
	}

	private static String pem(String label, byte[] der) {
		return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + label
				+ "-----\n";
	}

	@ParameterizedTest
	@MethodSource("variants")
	void keyIsReadHoweverItIsWritten(String pem) throws Exception {
		assertThat(x(pem)).isEqualTo(SEC1_X);
	}

	@Test
	void keyMayBePkcs8() throws Exception {
		assertThat(x(PKCS8)).isEqualTo(PKCS8_X);
	}

	static Stream<String> garbage() {
		return Stream.of("", "garbage", "-----BEGIN EC PRIVATE KEY-----", SEC1.replace("MHcC", "????"),
				SEC1.replace("MHcC", "MHc"), SEC1.replace("EC PRIVATE", "RSA PRIVATE"),
				SEC1.replace("-----END", "----END"), pem("EC PRIVATE KEY", new byte[0]),
				SEC1.replace("-----BEGIN EC PRIVATE KEY-----\n",
						"-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n"),
				PKCS8.replace("PRIVATE", "ENCRYPTED PRIVATE"), bare("30"), bare("3005"), bare("3080"),
				bare("3084ffffffff"), bare("3082"), bare("306b020101" + "0421" + SCALAR + POINT),
				bare("0420" + SCALAR + POINT), bare("306b020101" + "0420" + "00".repeat(32) + POINT),
				bare("306b020101" + "0420" + "ff".repeat(32) + POINT),
				bare("306b020101" + "0420" + "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"
						+ POINT),
				// No public key, another one, one that is not on the curve.
				bare("3031020101" + "0420" + SCALAR + "a00a06082a8648ce3d030107"),
				bare("306b020101" + "0420" + "00".repeat(31) + "01" + POINT),
				bare("306b020101" + "0420" + SCALAR + POINT.replace("20b9", "20b8")), bare("00".repeat(500)),
				// The curve secp256k1, by SEC 1 and by PKCS #8; and a key that is not EC.
				bare("302e020101" + "0420" + SCALAR + "a00706052b8104000a"),
				pem("PRIVATE KEY",
						HexFormat.of()
							.parseHex("303e020100" + "301006072a8648ce3d020106052b8104000a" + "0427" + "3025020101"
									+ "0420" + SCALAR)),
				pem("PRIVATE KEY", rsa()));
	}

	private static byte[] rsa() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
			generator.initialize(1024);
			return generator.generateKeyPair().getPrivate().getEncoded();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@ParameterizedTest
	@MethodSource("garbage")
	void whatIsNoKeyIsRefusedAndNotShown(String pem) {
		assertThatIllegalArgumentException().isThrownBy(() -> DpopKey.parse(pem))
			.withNoCause()
			.satisfies((ex) -> assertThat(ex.getMessage()).startsWith("it is not").hasSizeLessThan(80));
	}

	@Test
	void publicKeyIsThatOfTheJdk() throws Exception {
		for (int i = 0; i < 20; i++) {
			KeyPair pair = generate();
			ECPoint expected = ((ECPublicKey) pair.getPublic()).getW();
			String point = "%064x%064x".formatted(expected.getAffineX(), expected.getAffineY());
			String pem = bare("306b020101" + "0420" + "%064x".formatted(((ECPrivateKey) pair.getPrivate()).getS())
					+ "a14403420004" + point);
			String[] parts = DpopKey.parse(pem).proof("POST", TOKEN, "id", Instant.EPOCH).split("\\.");
			JsonFields jwk = Objects.requireNonNull(json(parts[0]).object("jwk"));
			assertThat(decode(jwk.text("x"))).hasSize(32);
			assertThat(
					HexFormat.of().formatHex(decode(jwk.text("x"))) + HexFormat.of().formatHex(decode(jwk.text("y"))))
				.isEqualTo(point);
			assertThat(verify(parts, jwk)).isTrue();
		}
	}

	@Test
	void keyDoesNotShowItself() {
		assertThat(DpopKey.parse(SEC1)).hasToString("DpopKey");
		assertThat(EcPrivateKeyPem.parse(SEC1)).hasToString("EcPrivateKeyPem");
	}

	static KeyPair generate() throws GeneralSecurityException {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
		generator.initialize(new ECGenParameterSpec("secp256r1"));
		return generator.generateKeyPair();
	}

	private static String x(String pem) throws InvalidJsonException {
		JsonFields header = json(DpopKey.parse(pem).proof("POST", TOKEN, "id", Instant.EPOCH).split("\\.")[0]);
		return HexFormat.of().formatHex(decode(Objects.requireNonNull(header.object("jwk")).text("x")));
	}

	private static JsonFields json(String part) throws InvalidJsonException {
		return JsonFields.parse(decode(part));
	}

	private static byte[] decode(@Nullable String text) {
		return Base64.getUrlDecoder().decode(Objects.requireNonNull(text));
	}

}
