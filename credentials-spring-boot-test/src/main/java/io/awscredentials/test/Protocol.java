package io.awscredentials.test;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import io.awscredentials.test.http.HttpAnswer;
import io.awscredentials.test.http.Json;

/**
 * The shapes AWS services give their errors.
 */
enum Protocol {

	/**
	 * XML of the query protocol: STS.
	 */
	QUERY(400, "Throttling") {
		@Override
		HttpAnswer error(int status, String code, String message) {
			String requestId = UUID.randomUUID().toString();
			String xml = Xml
				.document("ErrorResponse", Xml.STS_NAMESPACE,
						Xml.element("Error", Xml.text("Type", (status < 500) ? "Sender" : "Receiver"),
								Xml.text("Code", code), Xml.text("Message", message)),
						Xml.text("RequestId", requestId));
			return HttpAnswer.of(status, "text/xml", xml).withHeader("x-amzn-RequestId", requestId);
		}
	},

	/**
	 * XML of S3.
	 */
	S3(503, "SlowDown") {
		@Override
		HttpAnswer error(int status, String code, String message) {
			String requestId = UUID.randomUUID().toString();
			String xml = Xml.document("Error", "", Xml.text("Code", code), Xml.text("Message", message),
					Xml.text("RequestId", requestId), Xml.text("HostId", "loopback"));
			return HttpAnswer.of(status, "application/xml", xml).withHeader("x-amz-request-id", requestId);
		}
	},

	/**
	 * JSON 1.1: Secrets Manager and Systems Manager.
	 */
	JSON(400, "ThrottlingException") {
		@Override
		HttpAnswer error(int status, String code, String message) {
			return json(status, "application/x-amz-json-1.1", code, Map.of("__type", code, "message", message));
		}
	},

	/**
	 * JSON with the error's type in a header: the portal of IAM Identity Center.
	 */
	REST_JSON(429, "TooManyRequestsException") {
		@Override
		HttpAnswer error(int status, String code, String message) {
			return json(status, "application/json", code, Map.of("__type", code, "message", message));
		}
	},

	/**
	 * As OAuth 2 has it: OIDC of IAM Identity Center.
	 */
	OAUTH(400, "slow_down") {
		@Override
		HttpAnswer error(int status, String code, String message) {
			return json(status, "application/json", exceptionName(code),
					Map.of("error", code, "error_description", message));
		}
	},

	/**
	 * The sign-in service of {@code aws login}, whose {@code error} says which kind of
	 * AccessDenied it is.
	 */
	SIGNIN(429, "TooManyRequestsError") {
		@Override
		HttpAnswer error(int status, String code, String message) {
			String type = signinType(status);
			return json(status, "application/json", type, Map.of("error", code, "message", message));
		}
	},

	/**
	 * What container agents answer.
	 */
	CONTAINER(429, "ThrottlingException") {
		@Override
		HttpAnswer error(int status, String code, String message) {
			return HttpAnswer.of(status, "application/json", Json.write(sorted("code", code, "message", message)));
		}
	},

	/**
	 * The pages of the metadata service, which nobody should read.
	 */
	METADATA(429, "Too Many Requests") {
		@Override
		HttpAnswer error(int status, String code, String message) {
			return HttpAnswer.of(status, "text/html", "<!DOCTYPE html>\n<html><head><title>" + status + " - "
					+ Xml.escape(code) + "</title></head><body><h1>" + Xml.escape(message) + "</h1></body></html>\n");
		}
	};

	private final int throttlingStatus;

	private final String throttlingCode;

	Protocol(int throttlingStatus, String throttlingCode) {
		this.throttlingStatus = throttlingStatus;
		this.throttlingCode = throttlingCode;
	}

	abstract HttpAnswer error(int status, String code, String message);

	HttpAnswer throttling() {
		return error(this.throttlingStatus, this.throttlingCode, "Rate exceeded");
	}

	private static HttpAnswer json(int status, String contentType, String type, Map<String, String> body) {
		return HttpAnswer.of(status, contentType, Json.write(body))
			.withHeader("x-amzn-ErrorType", type)
			.withHeader("x-amzn-RequestId", UUID.randomUUID().toString());
	}

	private static String signinType(int status) {
		return switch (status) {
			case 401, 403 -> "AccessDeniedException";
			case 429 -> "TooManyRequestsError";
			default -> (status < 500) ? "ValidationException" : "InternalServerException";
		};
	}

	private static String exceptionName(String oauthCode) {
		return Arrays.stream(oauthCode.split("_"))
			.map((word) -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
			.collect(Collectors.joining()) + "Exception";
	}

	private static Map<String, String> sorted(String name1, String value1, String name2, String value2) {
		Map<String, String> members = new LinkedHashMap<>();
		members.put(name1, value1);
		members.put(name2, value2);
		return members;
	}

}
