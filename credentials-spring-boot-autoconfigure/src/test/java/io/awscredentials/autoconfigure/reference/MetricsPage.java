package io.awscredentials.autoconfigure.reference;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.awscredentials.Credentials;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.autoconfigure.AwsCredentialsAutoConfiguration;
import io.awscredentials.autoconfigure.AwsCredentialsMetricsAutoConfiguration;
import io.awscredentials.internal.DetailedSource;
import io.awscredentials.internal.PastExpiry;
import io.awscredentials.internal.RetrievedCredentials;
import io.awscredentials.refresh.RefreshState;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import io.awscredentials.test.TestCertificateAuthority;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.awaitility.Awaitility.await;

/**
 * The meters of a registry, as those of a provider with a certificate are.
 */
final class MetricsPage implements ReferencePage {

	private static final X509Certificate CERTIFICATE = TestCertificateAuthority
		.create("Example Root", InstantSource.system())
		.issue("orders", Duration.ofDays(1))
		.certificate();

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	MetricsPage() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class,
					AwsCredentialsMetricsAutoConfiguration.class, MetricsAutoConfiguration.class,
					CompositeMeterRegistryAutoConfiguration.class))
			.withBean(EnvironmentVariables.class, () -> (name) -> null)
			.withBean(SimpleMeterRegistry.class, () -> this.registry)
			.withBean("customCredentialsSource", DetailedSource.class, Certified::new)
			.run((context) -> {
				context.getBean(RefreshingCredentialsProvider.class).resolveCredentials();
				// Metrics are told after callers are released.
				await().until(() -> this.registry.find("aws.credentials.refresh").timer() != null
						&& this.registry.find("aws.credentials.certificate.remaining").gauge() != null);
			});
	}

	private Map<String, List<Meter>> meters() {
		return this.registry.getMeters()
			.stream()
			.filter((meter) -> meter.getId().getName().startsWith("aws.credentials"))
			.collect(Collectors.groupingBy((meter) -> meter.getId().getName(), TreeMap::new, Collectors.toList()));
	}

	@Override
	public void write(Markdown markdown) {
		markdown.title("Metrics")
			.paragraph("`provider` is the name of a provider, `runtime` for all roles known only at run time together. "
					+ "`state` is one of " + states() + "; `error` is an [error code](error-codes.md), or `none`.")
			.table("name", "kind", "unit", "tags", "what");
		meters().forEach((name, meters) -> {
			Meter.Id id = meters.get(0).getId();
			markdown.row(Markdown.code(name), id.getType().name().toLowerCase(Locale.ROOT),
					Objects.toString(id.getBaseUnit(), ""), tags(meters), Objects.toString(id.getDescription(), ""));
		});
	}

	private static String states() {
		return Arrays.stream(RefreshState.values())
			.map((state) -> Markdown.code(state.name()))
			.collect(Collectors.joining(", "));
	}

	private static String tags(Collection<Meter> meters) {
		return meters.stream()
			.flatMap((meter) -> meter.getId().getTags().stream())
			.map(Tag::getKey)
			.distinct()
			.sorted()
			.map(Markdown::code)
			.collect(Collectors.joining(", "));
	}

	@Override
	public List<String> words() {
		return List.copyOf(meters().keySet());
	}

	private static final class Certified implements DetailedSource {

		@Override
		public RetrievedCredentials retrieveDetailed() {
			return new RetrievedCredentials(new Credentials("AKIAEXAMPLE", "secret", null, null, null),
					PastExpiry.REFUSE);
		}

		@Override
		public X509Certificate certificate() {
			return CERTIFICATE;
		}

	}

}
