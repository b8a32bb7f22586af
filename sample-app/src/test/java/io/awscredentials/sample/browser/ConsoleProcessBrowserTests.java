package io.awscredentials.sample.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.awscredentials.refresh.CredentialsProviders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A person watches a program that vends credentials, fails, is mended, and is gone with
 * its service.
 */
class ConsoleProcessBrowserTests {

	@TempDir
	private Path folder;

	@Test
	void renewalFailureAndDeathAreShownAsWhatTheyAre() throws IOException {
		Path vendor = Path.of("src/main/vendor/VendCredentials.java").toAbsolutePath();
		try (Browser browser = Browser.start()) {
			try (Console console = Console.start("default", "aws.credentials.process.command[0]=${java.home}/bin/java",
					"aws.credentials.process.command[1]=" + vendor,
					"aws.credentials.process.working-directory=" + this.folder)) {
				browser.open(console.address());
				browser.awaitState("default", "VALID");
				WebElement card = browser.card("default");
				String key = Browser.text(card, "key");
				assertThat(key).matches("ASIA\\*+[A-Z2-7]{4}");
				assertThat(Browser.text(card, "source")).isEqualTo("External program");

				console.refresh("default");
				browser.await("the page shows the new key", () -> !Browser.text(card, "key").equals(key));
				assertThat(Browser.text(card, "history")).contains(key, Browser.text(card, "key"), "renewed");
				assertThat(Browser.text(card, "next")).doesNotContainPattern("\\b0 s");
				browser.assertAccessible();
				browser.picture("console");

				failAndMend(browser, console, card);
				browser.media("forced-colors", "active");
				assertThat(browser
					.run("return getComputedStyle(document.querySelector('.pill'), '::before').borderTopWidth"))
					.isNotEqualTo("0px");
				browser.media("forced-colors", "none");
				Files.writeString(this.folder.resolve("vendor.fail"), "hang\n");
				console.bean(CredentialsProviders.class).refresh("default");
				browser.await("the refresh that is under way is shown",
						() -> Browser.text(card, "underWay").contains("under way, begun on request"));
			}
			serviceIsGone(browser);
		}
	}

	private void failAndMend(Browser browser, Console console, WebElement card) throws IOException {
		Path fail = Files.createFile(this.folder.resolve("vendor.fail"));
		browser.tabTo("button[data-part=refresh]");
		browser.press(Keys.ENTER);
		browser.awaitState("default", "STALE");
		assertThat(Browser.text(card, "failureCode")).isEqualTo("PROCESS_EXECUTION");
		assertThat(Browser.text(card, "failureAdvice")).contains("Run the command by hand");
		browser.await("the outcome is told", () -> Browser.text(card, "result").contains("no new credentials"));
		assertThat(browser.hasFocus("button[data-part=refresh]")).isTrue();
		browser.assertAccessible();
		browser.picture("console-failure");

		browser.find("#diagnose").click();
		assertThat(browser.find("#diagnosis-text").getDomProperty("value")).contains("Provider default: STALE, Process",
				"PROCESS_EXECUTION", "Health UP");
		browser.assertAccessible();
		browser.press(Keys.ESCAPE);
		assertThat(browser.hasFocus("#diagnose")).isTrue();

		Files.delete(fail);
		console.refresh("default");
		browser.awaitState("default", "VALID");
		assertThat(Browser.part(card, "failure").isDisplayed()).isFalse();
		assertThat(Browser.text(card, "history")).contains("PROCESS_EXECUTION");
	}

	private static void serviceIsGone(Browser browser) {
		browser.awaitText("#notice", "does not answer");
		browser.awaitState("default", "WAS VALID");
		assertThat(browser.find("#link").getText()).isEqualTo("Connection lost");
		browser.assertAccessible();
		browser.run("const now = Date.now; Date.now = () => now() + 600000");
		browser.awaitState("default", "ENDED MEANWHILE");
		assertThat(browser.find("#providers").getText()).doesNotContain("VALID");
	}

}
