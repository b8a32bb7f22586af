package io.awscredentials.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

/**
 * The simplest client there can be, with a signer that shares nothing with the server's
 * verification; good for paths and queries without anything to encode.
 */
final class AwsClient {

	private static final HttpClient CLIENT = HttpClient.newBuilder().version(Version.HTTP_1_1).build();

	private final URI uri;

	AwsClient(AwsTestServer server) {
		this.uri = server.uri();
	}

	HttpResponse<String> sts(TestCredentials credentials, String action, String... parameters) {
		return sts(credentials, Instant.now(), action, parameters);
	}

	HttpResponse<String> sts(TestCredentials credentials, Instant time, String action, String... parameters) {
		return signed(credentials, time, "sts", "POST", "/",
				Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"), form(action, parameters));
	}

	HttpResponse<String> unsignedSts(Map<String, String> headers, String action, String... parameters) {
		Map<String, String> all = new TreeMap<>(headers);
		all.put("Content-Type", "application/x-www-form-urlencoded");
		return send("POST", "/", all, form(action, parameters));
	}

	HttpResponse<String> get(String path, String... headers) {
		return send("GET", path, map(headers), "");
	}

	HttpResponse<String> put(String path, String... headers) {
		return send("PUT", path, map(headers), "");
	}

	HttpResponse<String> json(String path, String json, String... headers) {
		Map<String, String> all = map(headers);
		all.put("Content-Type", "application/json");
		return send("POST", path, all, json);
	}

	HttpResponse<String> signed(TestCredentials credentials, Instant time, String service, String method, String target,
			Map<String, String> headers, String body) {
		String timestamp = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC).format(time);
		TreeMap<String, String> signed = new TreeMap<>();
		headers.forEach((name, value) -> signed.put(name.toLowerCase(java.util.Locale.ROOT), value));
		signed.put("host", this.uri.getAuthority());
		signed.put("x-amz-date", timestamp);
		if (credentials.sessionToken() != null) {
			signed.put("x-amz-security-token", credentials.sessionToken());
		}
		String signedHeaders = String.join(";", signed.keySet());
		String path = target.replaceFirst("\\?.*", "");
		String query = target.contains("?") ? target.substring(target.indexOf('?') + 1) : "";
		String canonical = method + "\n" + path + "\n" + query + "\n"
				+ signed.entrySet()
					.stream()
					.map((header) -> header.getKey() + ":" + header.getValue() + "\n")
					.collect(Collectors.joining())
				+ "\n" + signedHeaders + "\n" + headers.getOrDefault("x-amz-content-sha256", hex(digest(body)));
		String scope = timestamp.substring(0, 8) + "/us-east-1/" + service + "/aws4_request";
		String toSign = "AWS4-HMAC-SHA256\n" + timestamp + "\n" + scope + "\n" + hex(digest(canonical));
		byte[] key = ("AWS4" + credentials.secretAccessKey()).getBytes(StandardCharsets.UTF_8);
		for (String part : scope.split("/")) {
			key = hmac(key, part);
		}
		signed.remove("host");
		signed.put("authorization", "AWS4-HMAC-SHA256 Credential=" + credentials.accessKeyId() + "/" + scope
				+ ", SignedHeaders=" + signedHeaders + ", Signature=" + hex(hmac(key, toSign)));
		return send(method, target, signed, body);
	}

	HttpResponse<String> send(String method, String path, Map<String, String> headers, String body) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.uri + path))
			.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
		headers.forEach(request::header);
		try {
			return CLIENT.send(request.build(), BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static String xml(HttpResponse<String> response, String element) {
		String body = response.body();
		int start = body.indexOf("<" + element + ">");
		if (start < 0) {
			throw new AssertionError("No <" + element + "> in " + body);
		}
		start += element.length() + 2;
		return body.substring(start, body.indexOf("</" + element + ">", start));
	}

	static TestCredentials credentials(HttpResponse<String> response) {
		return new TestCredentials(xml(response, "AccessKeyId"), xml(response, "SecretAccessKey"),
				xml(response, "SessionToken"), Instant.parse(xml(response, "Expiration")), "");
	}

	private static String form(String action, String... parameters) {
		StringBuilder form = new StringBuilder("Action=" + action + "&Version=2011-06-15");
		for (int i = 0; i < parameters.length; i += 2) {
			form.append('&')
				.append(parameters[i])
				.append('=')
				.append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
		}
		return form.toString();
	}

	private static Map<String, String> map(String... headers) {
		Map<String, String> map = new TreeMap<>();
		for (int i = 0; i < headers.length; i += 2) {
			map.put(headers[i], headers[i + 1]);
		}
		return map;
	}

	private static String hex(byte[] bytes) {
		return HexFormat.of().formatHex(bytes);
	}

	private static byte[] digest(@Nullable String text) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(String.valueOf(text).getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static byte[] hmac(byte[] key, String text) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(key, "HmacSHA256"));
			return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
