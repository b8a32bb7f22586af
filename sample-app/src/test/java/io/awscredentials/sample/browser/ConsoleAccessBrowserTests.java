package io.awscredentials.sample.browser;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import io.awscredentials.AssumeRoleOptions;
import io.awscredentials.refresh.CredentialsProviders;
import io.awscredentials.sample.SampleApplication;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.OncePerRequestFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a person sees who may read only, may not write, or is not signed in any more.
 */
class ConsoleAccessBrowserTests {

	private static final String[] TENANTS = new String[402];

	static {
		TENANTS[0] = "management.endpoint.awscredentials.access=read-only";
		TENANTS[1] = "aws.credentials.startup=lazy";
		for (int i = 1; i <= 200; i++) {
			String definition = "aws.credentials.named.tenant-%03d.static.".formatted(i);
			TENANTS[2 * i] = definition + "access-key-id=AKIAIOSFODNN7EXAMPLE";
			TENANTS[2 * i + 1] = definition + "secret-access-key=only-for-a-test";
		}
	}

	@Test
	void readerHasNoButtonsAndFindsOneOfManyProviders() {
		try (Console console = Console.start("default", TENANTS); Browser browser = Browser.start()) {
			console.refresh("tenant-137");
			browser.open(console.address());
			browser.awaitText("#filter-count", "201 providers");
			assertThat(browser.find("#access").getText()).isEqualTo("Read-only");
			assertThat(browser.find("#providers").getText()).doesNotContain("Refresh now", "Access key");
			browser.find("#filter-text").sendKeys("TENANT-137");
			browser.awaitText("#filter-count", "1 of 201 providers");
			WebElement card = browser.card("tenant-137");
			card.findElement(By.tagName("summary")).click();
			browser.await("the card is open", () -> Browser.text(card, "key").startsWith("AKIA"));
			assertThat(Browser.part(card, "refresh").isDisplayed()).isFalse();
			browser.assertAccessible();
			browser.width(390);
			browser.assertNoSidewaysScrolling();
		}
	}

	@Test
	void roleKnownOnlyAtRunTimeIsFoundByAPartOfItsArn() {
		try (Console console = Console.start("local-signed"); Browser browser = Browser.start()) {
			CredentialsProviders providers = console.bean(CredentialsProviders.class);
			for (String tenant : new String[] { "tenant-7", "tenant-8" }) {
				String arn = "arn:aws:iam::123456789012:role/" + tenant;
				console.aws().role(arn);
				providers.assumeRole(AssumeRoleOptions.of(arn)).resolveCredentials();
			}
			browser.open(console.address());
			browser.awaitText("#roles-count", "2 roles in use");
			browser.find("#roles-text").sendKeys("tenant-7", Keys.ENTER);
			browser.awaitText("#roles-count", "1 role of 2 in use");
			assertThat(browser.find("#roles-rows").getText()).contains("role/tenant-7", "VALID", "ASIA****")
				.doesNotContain("tenant-8");
			browser.assertAccessible();
			browser.width(390);
			browser.assertNoSidewaysScrolling();
		}
	}

	@Test
	void whoMayNotWriteOrIsSignedOutIsTold() {
		try (Console console = Console.start(List.of(SampleApplication.class, Guarded.class), "local-signed");
				Browser browser = Browser.start()) {
			Guard guard = console.bean(Guard.class);
			browser.open(console.address());
			browser.awaitState("default", "VALID");
			WebElement card = browser.card("default");
			guard.refused.set("POST");
			Browser.part(card, "refresh").click();
			browser.await("the refusal is told", () -> Browser.text(card, "result").contains("may not refresh"));

			guard.refused.set("GET");
			browser.awaitText("#notice", "not signed in any more");
			browser.awaitState("default", "WAS VALID");
			assertThat(browser.find("#link").getText()).isEqualTo("Signed out");
			browser.assertAccessible();
			guard.refused.set("");
			browser.find("#sign-in-again").click();
			browser.awaitState("default", "VALID");
		}
	}

	/**
	 * Stands for Spring Security: a person may not write, or has to sign in.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Guarded {

		@Bean
		Guard guard() {
			return new Guard();
		}

	}

	static class Guard extends OncePerRequestFilter {

		final AtomicReference<String> refused = new AtomicReference<>("");

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			if (!request.getMethod().equals(this.refused.get())
					|| !request.getRequestURI().contains("awscredentials")) {
				chain.doFilter(request, response);
			}
			else if (request.getMethod().equals("POST")) {
				response.setStatus(HttpServletResponse.SC_FORBIDDEN);
			}
			else {
				response.sendRedirect("/login");
			}
		}

	}

}
