package io.awscredentials.test;

import java.util.UUID;

import io.awscredentials.test.http.HttpAnswer;
import io.awscredentials.test.http.HttpRequest;
import io.awscredentials.test.sigv4.SignedRequest;
import org.jspecify.annotations.Nullable;

/**
 * As much of S3 as shows whether credentials are accepted: a list of buckets, and no
 * objects.
 */
final class S3Service implements Service {

	private final Authenticator authenticator;

	S3Service(Authenticator authenticator) {
		this.authenticator = authenticator;
	}

	@Override
	public @Nullable Call route(HttpRequest request) {
		boolean list = "GET".equals(request.method()) && "/".equals(request.path());
		if (list) {
			return new Call("s3", "ListBuckets", Protocol.S3, (issuing) -> listBuckets(request));
		}
		return isSignedForS3(request) ? new Call("s3", "GetObject", Protocol.S3, (issuing) -> {
			authenticate(request);
			throw new ServiceException(404, "NoSuchKey", "The specified key does not exist.");
		}) : null;
	}

	private static boolean isSignedForS3(HttpRequest request) {
		try {
			SignedRequest signed = SignedRequest.parse(request);
			return signed != null && "s3".equals(signed.service());
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	private HttpAnswer listBuckets(HttpRequest request) {
		Key key = authenticate(request);
		String xml = Xml.document("ListAllMyBucketsResult", Xml.S3_NAMESPACE,
				Xml.element("Owner", Xml.text("ID", key.userId())), Xml.element("Buckets", Xml.element("Bucket",
						Xml.text("Name", "test-bucket"), Xml.text("CreationDate", "2026-01-01T00:00:00.000Z"))));
		return HttpAnswer.of(200, "application/xml", xml).withHeader("x-amz-request-id", UUID.randomUUID().toString());
	}

	private Key authenticate(HttpRequest request) {
		Key key = this.authenticator.authenticate(request, "s3", Protocol.S3);
		if (request.header("X-Amz-Content-Sha256") == null) {
			throw new ServiceException(400, "InvalidRequest",
					"Missing required header for this request: x-amz-content-sha256");
		}
		return key;
	}

}
