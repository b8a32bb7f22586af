package io.awscredentials.benchmarks;

import java.util.List;

/**
 * The programs that benchmarks run.
 */
final class Programs {

	static final String PRINT_CREDENTIALS = "echo '{\"Version\":1,\"AccessKeyId\":\"ASIAIOSFODNN7EXAMPLE\","
			+ "\"SecretAccessKey\":\"secret\",\"SessionToken\":\"token\",\"Expiration\":\"2999-01-01T00:00:00Z\"}'";

	private Programs() {
	}

	static List<String> shell(String script) {
		return List.of("/bin/sh", "-c", script);
	}

}
