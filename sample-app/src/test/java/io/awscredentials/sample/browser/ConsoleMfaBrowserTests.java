package io.awscredentials.sample.browser;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A person answers for the MFA device of the profile {@code local-aws}, with the keyboard
 * alone.
 */
class ConsoleMfaBrowserTests {

	private static final String DEVICE = "arn:aws:iam::123456789012:mfa/sample";

	@Test
	void oneFormServesAllWhoWaitAndTakesAWrongCodeThenARightOne() {
		try (Console console = Console.start("local-aws"); Browser browser = Browser.start()) {
			browser.open(console.address());
			for (String provider : List.of("default", "reader", "writer")) {
				browser.awaitState(provider, "AWAITING MFA");
			}
			assertThat(browser.all("form.ask")).hasSize(1);
			browser.awaitText("form.ask", "default, reader and writer");
			assertThat(browser.find("form.ask").getText()).contains(DEVICE);
			assertThat(Browser.text(browser.card("reader"), "source")).isEqualTo("Role with MFA session");
			browser.assertAccessible();
			browser.picture("console-mfa");

			List<String> passed = browser.tabTo("input[data-part=code]");
			assertThat(passed.get(0)).isEqualTo("a");
			assertThat(passed).contains("diagnose");
			browser.press("245 3");
			browser.awaitRenewal();
			WebElement input = browser.find("input[data-part=code]");
			assertThat(input.getDomProperty("value")).isEqualTo("245 3");
			assertThat(browser.hasFocus("input[data-part=code]")).isTrue();
			browser.press(Keys.ENTER);
			browser.awaitText("form.ask .result", "six digits");

			input.sendKeys(Keys.chord(Keys.CONTROL, "a"), "000 000", Keys.ENTER);
			browser.awaitText("form.ask .result", "refused");
			assertThat(browser.hasFocus("input[data-part=code]")).isTrue();
			assertThat(input.getDomProperty("value")).isEmpty();

			String code = console.aws().unusedCode(DEVICE);
			browser.press(code.substring(0, 3) + " " + code.substring(3), Keys.ENTER);
			for (String provider : List.of("default", "reader", "writer")) {
				browser.awaitState(provider, "VALID");
			}
			browser.await("nobody is asked any more", () -> browser.all("form.ask").isEmpty());
			assertThat(Browser.text(browser.card("reader"), "arn")).contains("assumed-role/reader");
			browser.awaitText("#ends", "Ends next");
			assertThat(browser.hasFocus("body")).isFalse();
			browser.assertAccessible();
			browser.width(390);
			browser.assertNoSidewaysScrolling();
			browser.picture("console-phone");
		}
	}

	@Test
	void pageOfTheSampleShowsTheCodeBesideTheConsole() {
		try (Console console = Console.start("local-aws"); Browser browser = Browser.start()) {
			browser.open(console.root());
			browser.await("the device shows a code", () -> browser.find("#device-code").getText().matches("[0-9]{6}"));
			browser.driver().switchTo().frame("console");
			browser.awaitText("form.ask", "default, reader and writer");
			browser.driver().switchTo().defaultContent();
			browser.assertAccessible();
		}
	}

}
