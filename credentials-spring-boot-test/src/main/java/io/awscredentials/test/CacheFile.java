package io.awscredentials.test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.awscredentials.test.http.Json;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the files by which the AWS CLI hands over to the SDKs.
 */
final class CacheFile {

	private CacheFile() {
	}

	static Path write(Path directory, String digest, String key, Map<String, ?> content) throws IOException {
		Files.createDirectories(directory);
		return Files.writeString(directory.resolve(hash(digest, key) + ".json"), Json.write(content));
	}

	static Stream<Map<String, @Nullable Object>> read(Path directory) throws IOException {
		if (!Files.isDirectory(directory)) {
			return Stream.empty();
		}
		List<Map<String, @Nullable Object>> contents = new ArrayList<>();
		try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.json")) {
			for (Path file : files) {
				contents.add(Json.readObject(Files.readString(file)));
			}
		}
		return contents.stream();
	}

	private static String hash(String digest, String key) {
		try {
			byte[] bytes = MessageDigest.getInstance(digest).digest(key.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(bytes);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every JDK has " + digest, ex);
		}
	}

}
