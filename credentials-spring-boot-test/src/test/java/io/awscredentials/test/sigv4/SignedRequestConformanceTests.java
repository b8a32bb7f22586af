package io.awscredentials.test.sigv4;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import io.awscredentials.test.http.HttpRequest;
import io.awscredentials.test.sigv4.CanonicalRequest.PathRule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The published vectors of Signature Version 4, which anchor the verification outside of
 * this project.
 */
class SignedRequestConformanceTests {

	private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

	@TestFactory
	Stream<DynamicTest> vectors() throws IOException {
		Path vectors = Path.of(System.getProperty("conformance.dir", "../../shared/conformance"), "sigv4");
		assumeThat(vectors).as("folder of the signature vectors").isDirectory();
		List<Path> folders;
		try (Stream<Path> children = Files.list(vectors)) {
			folders = children.filter(Files::isDirectory).sorted().toList();
		}
		return folders.stream()
			.map((folder) -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> verify(folder)));
	}

	private static void verify(Path folder) {
		String expected = read(folder, "header-canonical-request.txt").strip();
		if (!Files.exists(folder.resolve("context.json"))) {
			verifyCanonicalRequest(folder, expected);
			return;
		}
		PathRule path = (read(folder, "context.json").contains("\"normalize\": true")) ? PathRule.NORMALIZED
				: PathRule.AS_SENT;
		SignedRequest signed = signed(RawRequest.parse(read(folder, "header-signed-request.txt")));
		assertThat(signed.canonicalRequest(path)).isEqualTo(expected);
		assertThat(signed.stringToSign(path)).isEqualTo(read(folder, "header-string-to-sign.txt").strip());
		assertThat(signed.signature()).isEqualTo(read(folder, "header-signature.txt").strip());
		assertThat(signed.isSignedWith(SECRET, path)).isTrue();
		assertThat(signed.isSignedWith(SECRET + "x", path)).isFalse();
	}

	private static void verifyCanonicalRequest(Path folder, String expected) {
		String time = expected.lines()
			.filter((line) -> line.startsWith("x-amz-date:"))
			.findFirst()
			.orElseThrow()
			.substring("x-amz-date:".length());
		HttpRequest request = RawRequest.parse(read(folder, "request.txt"));
		HttpRequest dated = RawRequest.withHeader(request, "X-Amz-Date", time);
		String authorization = "AWS4-HMAC-SHA256 Credential=K/D/R/S/aws4_request, SignedHeaders=host;x-amz-date,"
				+ " Signature=0";
		SignedRequest signed = signed(RawRequest.withHeader(dated, "Authorization", authorization));
		assertThat(signed.canonicalRequest(PathRule.NORMALIZED)).isEqualTo(expected);
	}

	private static SignedRequest signed(HttpRequest request) {
		return Objects.requireNonNull(SignedRequest.parse(request));
	}

	private static String read(Path folder, String name) {
		try {
			return Files.readString(folder.resolve(name));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
