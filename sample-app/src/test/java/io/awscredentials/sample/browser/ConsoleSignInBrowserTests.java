package io.awscredentials.sample.browser;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A person signs in to the IAM Identity Center of the profile {@code local-sso}.
 */
class ConsoleSignInBrowserTests {

	@TempDir
	private Path cache;

	@Test
	void personConfirmsTheCodeThatThePageShows() throws IOException {
		try (Console console = Console.start("local-sso", "aws.credentials.sso.cache-directory=" + this.cache);
				Browser browser = Browser.start()) {
			browser.open(console.address());
			browser.awaitState("default", "AWAITING SIGN IN");
			browser.awaitText(".ask", "default");
			String code = browser.find(".ask .code").getText();
			assertThat(code).matches("\\w{4}-\\w{4}");
			browser.assertAccessible();
			browser.picture("console-sign-in");

			String page = browser.driver().getWindowHandle();
			browser.find(".ask a.button").click();
			browser.await("a second tab opens", () -> browser.driver().getWindowHandles().size() == 2);
			String other = browser.driver()
				.getWindowHandles()
				.stream()
				.filter((handle) -> !handle.equals(page))
				.findFirst()
				.orElseThrow();
			browser.driver().switchTo().window(other);
			browser.awaitText("body", code);
			browser.find("button[value=approve]").click();
			browser.driver().close();
			browser.driver().switchTo().window(page);
			browser.awaitState("default", "VALID");
			browser.await("nobody is asked any more", () -> browser.all(".ask").isEmpty());
			assertThat(Browser.text(browser.card("default"), "account")).isEqualTo("123456789012");
		}
	}

}
