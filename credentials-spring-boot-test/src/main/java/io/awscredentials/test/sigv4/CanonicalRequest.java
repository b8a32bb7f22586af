package io.awscredentials.test.sigv4;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

import io.awscredentials.test.http.HttpRequest;
import io.awscredentials.test.http.PercentEncoding;

/**
 * The form of a request a signature is made over.
 */
final class CanonicalRequest {

	private CanonicalRequest() {
	}

	/**
	 * Return the canonical form of a request.
	 * @param request the request
	 * @param signedHeaders the names of the signed headers in lower case
	 * @param payloadHash the hash of the body, or what stands for it
	 * @param path what a service makes of the path
	 * @return the canonical request
	 */
	static String of(HttpRequest request, List<String> signedHeaders, String payloadHash, PathRule path) {
		StringBuilder canonical = new StringBuilder(request.method()).append('\n');
		canonical.append(path.apply(request.path())).append('\n');
		canonical.append(query(request.query())).append('\n');
		for (String name : signedHeaders) {
			List<String> values = request.headers().getOrDefault(name, List.of());
			canonical.append(name)
				.append(':')
				.append(values.stream().map(CanonicalRequest::trim).collect(Collectors.joining(",")))
				.append('\n');
		}
		return canonical.append('\n')
			.append(String.join(";", signedHeaders))
			.append('\n')
			.append(payloadHash)
			.toString();
	}

	private static String query(String query) {
		return Arrays.stream(query.split("&"))
			.filter((parameter) -> !parameter.isEmpty() && !parameter.startsWith("X-Amz-Signature="))
			.map(CanonicalRequest::parameter)
			.sorted(Comparator.comparing((String[] parameter) -> parameter[0])
				.thenComparing((parameter) -> parameter[1]))
			.map((parameter) -> parameter[0] + "=" + parameter[1])
			.collect(Collectors.joining("&"));
	}

	private static String[] parameter(String parameter) {
		int equals = parameter.indexOf('=');
		String name = (equals < 0) ? parameter : parameter.substring(0, equals);
		String value = (equals < 0) ? "" : parameter.substring(equals + 1);
		return new String[] { reencode(name), reencode(value) };
	}

	private static String reencode(String encoded) {
		return PercentEncoding.encode(PercentEncoding.decode(encoded), "");
	}

	private static String trim(String value) {
		return value.strip().replaceAll("\\s+", " ");
	}

	/**
	 * What services make of a path.
	 */
	enum PathRule {

		/**
		 * As every service but S3 does: dots and double slashes are resolved, and what is
		 * encoded is encoded again.
		 */
		NORMALIZED {
			@Override
			String apply(String path) {
				return PercentEncoding.encode(normalize(path), "/");
			}
		},

		/**
		 * As services do whose clients leave the path as it is.
		 */
		AS_SENT {
			@Override
			String apply(String path) {
				return PercentEncoding.encode(path.isEmpty() ? "/" : path, "/");
			}
		},

		/**
		 * As S3 does: keys may hold dots and slashes, and are encoded once.
		 */
		S3 {
			@Override
			String apply(String path) {
				return PercentEncoding.encode(PercentEncoding.decode(path), "/");
			}
		};

		abstract String apply(String path);

		private static String normalize(String path) {
			Deque<String> segments = new ArrayDeque<>();
			for (String segment : path.split("/")) {
				if ("..".equals(segment)) {
					segments.pollLast();
				}
				else if (!segment.isEmpty() && !".".equals(segment)) {
					segments.addLast(segment);
				}
			}
			boolean folder = path.endsWith("/") || path.endsWith("/.") || path.endsWith("/..");
			return "/" + String.join("/", segments) + ((folder && !segments.isEmpty()) ? "/" : "");
		}

	}

}
