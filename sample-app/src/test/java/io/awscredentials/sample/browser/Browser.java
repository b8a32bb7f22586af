package io.awscredentials.sample.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.WebDriverWait;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A Chromium without a screen that looks at the console as a person does. Where none is
 * installed, the test is skipped, or fails with {@code CI=true}. With
 * {@code -Dconsole.pictures=true} it writes the pictures of the documentation.
 */
final class Browser implements AutoCloseable {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final Path IMAGES = Path.of("../docs/images");

	private static @Nullable ChromeDriver shared;

	private final ChromeDriver driver;

	private final WebDriverWait wait;

	private Browser(ChromeDriver driver) {
		this.driver = driver;
		this.wait = new WebDriverWait(driver, LIMIT, Duration.ofMillis(50));
		this.wait.ignoring(NoSuchElementException.class, StaleElementReferenceException.class);
	}

	/**
	 * Open a page of the browser, which is the same one for all tests.
	 * @return the browser
	 */
	static Browser start() {
		ChromeDriver driver = shared;
		if (driver == null) {
			driver = launch();
			shared = driver;
			Runtime.getRuntime().addShutdownHook(new Thread(driver::quit));
		}
		Browser browser = new Browser(driver);
		browser.width(1100);
		return browser;
	}

	private static ChromeDriver launch() {
		Path chromium = program("chromium", "chromium-browser", "google-chrome");
		Path chromeDriver = program("chromedriver");
		ChromeOptions options = new ChromeOptions();
		options.setBinary(chromium.toFile());
		options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
				"--no-first-run", "--disable-background-networking", "--lang=en-GB", "--force-prefers-reduced-motion");
		ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(chromeDriver.toFile())
			.usingAnyFreePort()
			.build();
		return new ChromeDriver(service, options);
	}

	private static Path program(String... names) {
		Path found = Stream.of(names)
			.flatMap((name) -> Stream.of(String.valueOf(System.getenv("PATH")).split(":"))
				.map((folder) -> Path.of(folder, name)))
			.filter(Files::isExecutable)
			.findFirst()
			.orElse(null);
		if (!Boolean.parseBoolean(System.getenv("CI"))) {
			Assumptions.assumeTrue(found != null, "Needs " + names[0] + " (Debian: chromium, chromium-driver)");
		}
		assertThat(found).as("%s has to be installed where CI=true", names[0]).isNotNull();
		return Objects.requireNonNull(found);
	}

	ChromeDriver driver() {
		return this.driver;
	}

	void open(String address) {
		this.driver.get(address);
	}

	/**
	 * Make the page as wide as a screen.
	 * @param pixels its width
	 */
	void width(int pixels) {
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", pixels, "height", 900, "deviceScaleFactor", 1, "mobile", false));
	}

	void media(String feature, String value) {
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", feature, "value", value))));
	}

	WebElement find(String css) {
		return this.driver.findElement(By.cssSelector(css));
	}

	List<WebElement> all(String css) {
		return this.driver.findElements(By.cssSelector(css));
	}

	WebElement card(String provider) {
		return all("#providers .card").stream()
			.filter((card) -> text(card, "name").equals(provider))
			.findFirst()
			.orElseThrow(() -> new NoSuchElementException("No card of " + provider));
	}

	/**
	 * Return what a part of a card says.
	 * @param card the card, or a form
	 * @param part the name of the part
	 * @return the text, empty if it is not to be seen
	 */
	static String text(WebElement card, String part) {
		return part(card, part).getText();
	}

	static WebElement part(WebElement card, String part) {
		return card.findElement(By.cssSelector("[data-part='" + part + "']"));
	}

	void awaitState(String provider, String state) {
		await(provider + " is " + state, () -> text(card(provider), "state").equals(state));
	}

	void awaitText(String css, String text) {
		await(css + " has '" + text + "'", () -> find(css).getText().contains(text));
	}

	void await(String what, Condition condition) {
		this.wait.withMessage(() -> what + ", but there is:\n" + find("body").getText())
			.until((driver) -> condition.isMet());
	}

	/** Wait until the page has renewed itself, all of it after this call. */
	void awaitRenewal() {
		long before = renewals();
		await("the page renews itself", () -> renewals() > before + 1);
	}

	private long renewals() {
		return (Long) Objects.requireNonNull(run(
				"return performance.getEntriesByType('resource').filter((entry) => entry.name.includes('/status')).length"));
	}

	Object run(String script, Object... arguments) {
		return this.driver.executeScript(script, arguments);
	}

	void press(CharSequence... keys) {
		new Actions(this.driver).sendKeys(keys).perform();
	}

	/**
	 * Press the tabulator until an element has the focus.
	 * @param css tells the element
	 * @return what had the focus on the way
	 */
	List<String> tabTo(String css) {
		List<String> passed = new ArrayList<>();
		for (int i = 0; i < 40; i++) {
			press(Keys.TAB);
			passed.add(String
				.valueOf(run("const at = document.activeElement; return at.id || at.dataset.part || at.localName")));
			if (hasFocus(css)) {
				return passed;
			}
		}
		throw new AssertionError("The tabulator does not lead to " + css + " but to " + passed);
	}

	boolean hasFocus(String css) {
		return Boolean.TRUE.equals(run("return document.activeElement.matches(arguments[0])", css));
	}

	/** Tell that nothing is wider than the page. */
	void assertNoSidewaysScrolling() {
		assertThat(run("return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
			.isEqualTo(0L);
		assertThat((List<?>) run("""
				return [...document.querySelectorAll('.nowrap')].filter((it) => it.getClientRects().length > 1)
					.map((it) => it.textContent)""")).isEmpty();
	}

	/** Let axe-core look at the page, in light and in dark. */
	void assertAccessible() {
		for (String scheme : new String[] { "light", "dark" }) {
			media("prefers-color-scheme", scheme);
			run(axe());
			assertThat((List<?>) this.driver.executeAsyncScript(
					"""
							const done = arguments[arguments.length - 1];
							axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
								.then(({ violations }) => done(violations.map(({ id, nodes }) =>
									`${id}: ${nodes.map(({ html, any }) => html + any.map((check) => check.message)).join(' | ')}`)))
								.catch((failure) => done([String(failure)]))"""))
				.as(scheme)
				.isEmpty();
		}
		media("prefers-color-scheme", "light");
	}

	private static String axe() {
		try (InputStream in = Browser.class.getResourceAsStream("/axe.min.js")) {
			return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Take a picture for the documentation, if somebody wants one.
	 * @param name its name
	 */
	void picture(String name) {
		if (Boolean.getBoolean("console.pictures")) {
			try {
				Files.createDirectories(IMAGES);
				Files.write(IMAGES.resolve(name + ".png"), find("body").getScreenshotAs(OutputType.BYTES));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
	}

	@Override
	public void close() {
		this.driver.get("about:blank");
	}

	/**
	 * Something to wait for.
	 */
	@FunctionalInterface
	interface Condition {

		boolean isMet();

	}

}
