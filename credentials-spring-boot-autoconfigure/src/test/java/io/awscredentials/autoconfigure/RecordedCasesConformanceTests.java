package io.awscredentials.autoconfigure;

import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The recorded cases of AWS's SDK for Rust: where nothing is configured, and where a
 * profile is the only source.
 */
class RecordedCasesConformanceTests {

	@TempDir
	private Path root;

	@TestFactory
	Stream<DynamicTest> defaultChain() {
		return RecordedCase.tests("default-chain", this.root);
	}

	@TestFactory
	Stream<DynamicTest> profile() {
		return RecordedCase.tests("profile-provider", this.root, "aws.credentials.chain=profile");
	}

}
