package io.awscredentials.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import io.awscredentials.test.SsoTokens.Decision;
import io.awscredentials.test.SsoTokens.Device;
import io.awscredentials.test.http.HttpAnswer;
import io.awscredentials.test.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * The page of IAM Identity Center at which a person compares the code of a device and
 * confirms it; whoever opens it counts as signed in already.
 */
final class DevicePageService implements Service {

	static final String PATH = "/device";

	static final String USER_CODE = "user_code";

	private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
			+ "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

	private static final String ASK_FOR_CODE = """
				<p>%s</p>
				<form action="/device">
					<label>Code<input name="user_code" autocomplete="off" placeholder="ABCD-EFGH" required autofocus></label>
					<button class="primary">Next</button>
				</form>
			""";

	private static final String CONFIRM = """
				<p>A service asks to use your sign-in. Confirm it only if the service shows this very code:</p>
				<p class="code">%1$s</p>
				<form method="post" action="/device">
					<input type="hidden" name="user_code" value="%1$s">
					<button class="primary" name="decision" value="approve">Confirm and continue</button>
					<button name="decision" value="deny">Decline</button>
				</form>
			""";

	private static final String DECIDED = """
				<p>%s You can close this page.</p>
			""";

	private final SsoTokens tokens;

	DevicePageService(SsoTokens tokens) {
		this.tokens = tokens;
	}

	@Override
	public @Nullable Call route(HttpRequest request) {
		if (!PATH.equals(request.path())) {
			return null;
		}
		return switch (request.method()) {
			case "GET" -> call("ShowDevicePage", (issuing) -> show(request.queryParameters()));
			case "POST" -> call("DecideOnDevice", (issuing) -> decide(request.form()));
			default -> null;
		};
	}

	private HttpAnswer show(Map<String, String> parameters) {
		String userCode = parameters.get(USER_CODE);
		if (userCode == null) {
			return page(200, "Sign in a service", ASK_FOR_CODE.formatted("Type the code that the service shows."));
		}
		Device device = waiting(userCode);
		return (device != null) ? page(200, "Is this your service?", CONFIRM.formatted(device.userCode())) : unknown();
	}

	private HttpAnswer decide(Map<String, String> form) {
		Device device = waiting(form.getOrDefault(USER_CODE, ""));
		if (device == null) {
			return unknown();
		}
		return switch (form.getOrDefault("decision", "")) {
			case "approve" -> {
				this.tokens.decide(device.userCode(), Decision.APPROVED);
				yield page(200, "You are signed in", DECIDED.formatted("The service goes on in a moment."));
			}
			case "deny" -> {
				this.tokens.decide(device.userCode(), Decision.DENIED);
				yield page(200, "Declined", DECIDED.formatted("The service gets no credentials."));
			}
			default -> throw new ServiceException(400, "Bad Request", "The decision must be approve or deny");
		};
	}

	private @Nullable Device waiting(String userCode) {
		return this.tokens.waiting(userCode.strip().toUpperCase(Locale.ROOT));
	}

	private HttpAnswer unknown() {
		return page(404, "Nothing waits for this code",
				ASK_FOR_CODE.formatted("It was mistyped, used already, or has expired."));
	}

	private HttpAnswer page(int status, String title, String content) {
		String html = shell().replace("$TITLE", title).replace("$CONTENT", content);
		return HttpAnswer.of(status, "text/html; charset=utf-8", html)
			.withHeader("Content-Security-Policy", POLICY)
			.withHeader("Cache-Control", "no-store");
	}

	private static String shell() {
		try (InputStream page = DevicePageService.class.getResourceAsStream("device.html")) {
			return new String(Objects.requireNonNull(page).readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Call call(String action, Operation operation) {
		return new Call("sso-device", action, Protocol.METADATA, operation);
	}

}
