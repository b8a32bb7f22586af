package io.awscredentials.integration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.awscredentials.test.TestCredentials;

/**
 * A program that prints credentials, and counts how often it was run.
 */
final class Vendor {

	private final Path folder;

	private Vendor(Path folder) {
		this.folder = folder;
	}

	static Vendor of(Path folder, TestCredentials credentials) throws IOException {
		Files.writeString(folder.resolve("credentials.json"), """
				{"Version": 1, "AccessKeyId": "%s", "SecretAccessKey": "%s"}""".formatted(credentials.accessKeyId(),
				credentials.secretAccessKey()));
		Files.writeString(folder.resolve("Vendor.java"),
				"""
						import java.nio.file.*;

						class Vendor {

							public static void main(String[] arguments) throws Exception {
								Path folder = Path.of(arguments[0]);
								Files.writeString(folder.resolve("runs"), "x", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
								System.out.print(Files.readString(folder.resolve("credentials.json")));
							}

						}
						""");
		return new Vendor(folder);
	}

	List<String> command() {
		return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xshare:auto",
				this.folder.resolve("Vendor.java").toString(), this.folder.toString());
	}

	int runs() throws IOException {
		Path runs = this.folder.resolve("runs");
		return (Files.exists(runs)) ? (int) Files.size(runs) : 0;
	}

}
