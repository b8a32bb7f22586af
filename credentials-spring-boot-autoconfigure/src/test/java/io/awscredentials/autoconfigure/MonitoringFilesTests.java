package io.awscredentials.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.CredentialsSource;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.refresh.RefreshState;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.config.YamlMapFactoryBean;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.FileSystemResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Holds the alerts and the dashboard to the series that a registry really has.
 */
class MonitoringFilesTests {

	private static final Path RULES = Path.of("../docs/monitoring/prometheus-rules.yml");

	private static final Path DASHBOARD = Path.of("../docs/monitoring/grafana-dashboard.json");

	private static final Pattern SERIES = Pattern.compile("aws_credentials_[a-z_]+");

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class,
				AwsCredentialsMetricsAutoConfiguration.class, MetricsAutoConfiguration.class,
				CompositeMeterRegistryAutoConfiguration.class))
		.withBean(EnvironmentVariables.class, () -> (name) -> null)
		.withUserConfiguration(Prometheus.class);

	private final ApplicationContextRunner valid = this.runner.withPropertyValues(
			"aws.credentials.static.access-key-id=AKIAEXAMPLE", "aws.credentials.static.secret-access-key=s");

	private final ApplicationContextRunner failed = this.runner.withBean("customCredentialsSource",
			CredentialsSource.class, () -> () -> {
				throw new CredentialsException(CredentialsErrorCode.CONNECTION, "Custom", "No answer");
			});

	private static String scrape(ApplicationContextRunner runner, String until) {
		StringBuilder scraped = new StringBuilder();
		runner.run((context) -> {
			context.getBean(CredentialsProvider.class).resolveCredentialsAsync().exceptionally((ex) -> null).join();
			// Metrics are told after callers are released.
			await().until(() -> scrape(context).contains(until));
			scraped.append(scrape(context));
		});
		return scraped.toString();
	}

	private static String scrape(ApplicationContext context) {
		return context.getBean(PrometheusMeterRegistry.class).scrape();
	}

	private static List<String> find(Pattern pattern, String text) {
		return pattern.matcher(text).results().map(MatchResult::group).distinct().toList();
	}

	private static Set<String> values(String label, String text) {
		return Pattern.compile(label + "=~?\\\\?\"([A-Z_|]+)\\\\?\"")
			.matcher(text)
			.results()
			.flatMap((result) -> Stream.of(result.group(1).split("\\|")))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	@Test
	void seriesAreThoseOfARegistry(@TempDir Path folder) throws IOException {
		String scraped = scrape(this.valid, "aws_credentials_refresh_seconds_count") + scrapeWithCertificate(folder);
		List<String> used = find(SERIES, Files.readString(RULES) + Files.readString(DASHBOARD));
		assertThat(used).contains("aws_credentials_state", "aws_credentials_refresh_seconds_count",
				"aws_credentials_certificate_remaining_seconds");
		assertThat(find(SERIES, scraped)).containsAll(used);
	}

	private String scrapeWithCertificate(Path folder) {
		try (CertificateFiles files = new CertificateFiles(folder)) {
			files.renew();
			return scrape(this.runner.withPropertyValues(files.properties("aws.credentials")),
					"aws_credentials_certificate_remaining_seconds");
		}
	}

	@Test
	void labelsHaveValuesThatThereAre() throws IOException {
		String text = Files.readString(RULES) + Files.readString(DASHBOARD);
		assertThat(names(RefreshState.values())).containsAll(values("state", text));
		assertThat(names(CredentialsErrorCode.values())).containsAll(values("error", text));
	}

	private static List<String> names(Enum<?>... values) {
		return Arrays.stream(values).map(Enum::name).toList();
	}

	@Test
	void everyStateThatIsNotRightHasAnAlert() throws IOException {
		assertThat(values("state", Files.readString(RULES)))
			.containsExactlyInAnyOrderElementsOf(names(RefreshState.values()).stream()
				.filter((state) -> !Set.of("INITIAL", "VALID").contains(state))
				.toList());
	}

	@Test
	void noCredentialsAreAnAlertThoughTheirRemainingLifeIsNoNumber() {
		String scraped = scrape(this.failed, "state=\"FAILED\"} 1");
		assertThat(scraped.lines()).contains("aws_credentials_state{provider=\"default\",state=\"FAILED\"} 1.0",
				"aws_credentials_remaining_seconds{provider=\"default\"} NaN");
		assertThat(scrape(this.valid, "state=\"VALID\"} 1").lines())
			.contains("aws_credentials_state{provider=\"default\",state=\"FAILED\"} 0.0");
	}

	@ParameterizedTest
	@ValueSource(strings = { "alert", "expr", "labels", "annotations" })
	void everyRuleHas(String key) {
		YamlMapFactoryBean yaml = new YamlMapFactoryBean();
		yaml.setResources(new FileSystemResource(RULES));
		JsonNode rules = JsonMapper.shared().valueToTree(yaml.getObject()).path("groups").path(0).path("rules");
		assertThat(rules.size()).isGreaterThan(5);
		assertThat(rules.valueStream()).allMatch((rule) -> rule.has(key));
	}

	@Test
	void everyAlertIsExplained() throws IOException {
		String page = Files.readString(Path.of("../docs/operations.md"));
		assertThat(find(Pattern.compile("(?<=alert: )\\w+"), Files.readString(RULES))).isNotEmpty()
			.allSatisfy((alert) -> assertThat(page).contains("| `" + alert + "` |"));
	}

	@Test
	void dashboardIsJson() throws IOException {
		JsonNode dashboard = JsonMapper.shared().readTree(Files.readString(DASHBOARD));
		assertThat(dashboard.path("panels")
			.valueStream()
			.map((panel) -> panel.path("targets").path(0).path("expr").asString())).hasSizeGreaterThan(4)
			.allMatch((expr) -> expr.contains("aws_credentials_"));
	}

	@Configuration(proxyBeanMethods = false)
	static class Prometheus {

		@Bean
		PrometheusMeterRegistry registry() {
			return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
		}

	}

}
