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
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link DpopKey}, {@link EcPrivateKeyPem} and {@link P256}.
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
		signature.initVerify(KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, P256.PARAMETERS)));
		signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
		return signature.verify(decode(parts[2]));
	}

	static Stream<String> variants() {
		return Stream.of(SEC1, SEC1.replace("\n", "\r\n"), SEC1.replace("\n", "\\n"), SEC1.replace("\n", ""),
				SEC1.strip(), "\n\n  " + SEC1, SEC1.replace("\n", " \n\t"),
				"-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n" + SEC1,
				bare("3031020101" + "0420" + scalar() + "a00a06082a8648ce3d030107"),
				bare("3025020101" + "0420" + scalar()), bare("30820025020101" + "0420" + scalar()),
				bare("308125020101" + "0420" + scalar()), bare("3026020101" + "0421" + "00" + scalar()));
	}

	/** The private key of {@link #SEC1}. */
	private static String scalar() {
		return "fb7fbbc2273cba507902c94ef557fac343ce78bcbcc0ccb772e2bbe9cc06281f";
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
				bare("3084ffffffff"), bare("3082"), bare("3025020101" + "0421" + scalar()), bare("0420" + scalar()),
				bare("3025020101" + "0420" + "00".repeat(32)), bare("3025020101" + "0420" + "ff".repeat(32)),
				bare("3025020101" + "0420" + "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"),
				// The curve secp256k1, by SEC 1 and by PKCS #8; and a key that is not EC.
				bare("302e020101" + "0420" + scalar() + "a00706052b8104000a"),
				pem("PRIVATE KEY",
						HexFormat.of()
							.parseHex("303e020100" + "301006072a8648ce3d020106052b8104000a" + "0427" + "3025020101"
									+ "0420" + scalar())),
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

	@RepeatedTest(20)
	void publicKeyIsThatOfTheJdk() throws Exception {
		KeyPair pair = generate();
		ECPoint expected = ((ECPublicKey) pair.getPublic()).getW();
		assertThat(P256.publicPoint(((ECPrivateKey) pair.getPrivate()).getS())).isEqualTo(expected);
		assertThat(x(pem("PRIVATE KEY", pair.getPrivate().getEncoded())))
			.isEqualTo(String.format("%064x", expected.getAffineX()));
	}

	@Test
	void publicKeysOfTheEdgesAreRight() {
		ECPoint generator = P256.PARAMETERS.getGenerator();
		assertThat(P256.publicPoint(BigInteger.ONE)).isEqualTo(generator);
		// A key and the one that is missing to the order of the curve differ in the sign
		// of y.
		ECPoint last = P256.publicPoint(P256.PARAMETERS.getOrder().subtract(BigInteger.ONE));
		assertThat(last.getAffineX()).isEqualTo(generator.getAffineX());
		assertThat(last.getAffineY()).isNotEqualTo(generator.getAffineY());
		assertThat(P256.publicPoint(BigInteger.TWO).getAffineX())
			.isEqualTo(new BigInteger("7cf27b188d034f7e8a52380304b51ac3c08969e277f21b35a60b48fc47669978", 16));
	}

	@Test
	void coordinatesAlwaysHave32Bytes() throws Exception {
		boolean shortX = false;
		boolean shortY = false;
		boolean highX = false;
		for (int scalar = 1; !shortX || !shortY || !highX; scalar++) {
			ECPoint point = P256.publicPoint(BigInteger.valueOf(scalar));
			int xBits = point.getAffineX().bitLength();
			int yBits = point.getAffineY().bitLength();
			if (xBits > 248 && xBits < 256 && yBits > 248) {
				continue;
			}
			shortX |= xBits <= 248;
			shortY |= yBits <= 248;
			highX |= xBits == 256;
			String pem = bare("3025020101" + "0420" + String.format("%064x", scalar));
			String[] parts = DpopKey.parse(pem).proof("POST", TOKEN, "id", Instant.EPOCH).split("\\.");
			JsonFields jwk = Objects.requireNonNull(json(parts[0]).object("jwk"));
			assertThat(decode(jwk.text("x"))).hasSize(32);
			assertThat(decode(jwk.text("y"))).hasSize(32);
			assertThat(verify(parts, jwk)).isTrue();
		}
	}

	@Test
	void keyDoesNotShowItself() {
		assertThat(DpopKey.parse(SEC1)).hasToString("DpopKey");
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
