package io.awscredentials.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

import io.awscredentials.actuate.CredentialsDescriptor.CertificateDescriptor;
import io.awscredentials.actuate.CredentialsEndpoint;
import io.awscredentials.actuate.CredentialsHealthIndicator;
import io.awscredentials.actuate.CredentialsMetrics;
import io.awscredentials.event.CertificateExpiringEvent;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import io.awscredentials.test.TestCertificate;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what people see of a certificate: in endpoint, health, metrics and the log.
 */
@ExtendWith(OutputCaptureExtension.class)
class CertificateVisibilityTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T10:00:00Z"));

	private final InstantSource clock = this.now::get;

	@SuppressWarnings("NullAway.Init")
	private CertificateFiles files;

	private final List<CertificateExpiringEvent> events = new CopyOnWriteArrayList<>();

	@BeforeEach
	void start() {
		this.files = new CertificateFiles(this.folder, this.clock);
	}

	@AfterEach
	void stop() {
		this.files.close();
	}

	private ApplicationContextRunner runner() {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class,
					AwsCredentialsEndpointAutoConfiguration.class, AwsCredentialsMetricsAutoConfiguration.class))
			.withBean("credentialsClock", InstantSource.class, () -> this.clock)
			.withUserConfiguration(Meters.class)
			.withInitializer((context) -> context.addApplicationListener((event) -> {
				if (event instanceof CertificateExpiringEvent expiring) {
					this.events.add(expiring);
				}
			}))
			.withPropertyValues("management.endpoints.web.exposure.include=awscredentials",
					"management.endpoints.jmx.exposure.include=awscredentials", "aws.credentials.startup=lazy")
			.withPropertyValues(this.files.properties("aws.credentials"));
	}

	@Test
	void certificateIsShownAndItsEndIsWarnedOf(CapturedOutput output) {
		TestCertificate issued = this.files.write(this.files.authority.issue("orders", Duration.ofHours(5)));
		Instant end = this.now.get().plus(Duration.ofHours(5));
		runner().run((context) -> {
			RefreshingCredentialsProvider provider = context.getBean(RefreshingCredentialsProvider.class);
			bind(context);
			assertThat(descriptor(context)).isNull();
			assertThat(remaining(context)).isNaN();
			provider.resolveCredentials();
			assertThat(descriptor(context)).isEqualTo(new CertificateDescriptor("CN=orders,O=Example",
					issued.certificate().getSerialNumber().toString(), end));
			provider.refresh().join();
			Awaitility.await().until(() -> remaining(context) == 5 * 3600.0);
			assertThat(health(provider)).startsWith("UP").doesNotContain("certificate");
			this.now.set(end.minus(Duration.ofMinutes(55)));
			provider.refresh().join();
			assertThat(health(provider)).startsWith("UP")
				.contains("certificate=CN=orders,O=Example ends at " + end + " and has not been renewed");
			provider.refresh().join();
			assertThat(output).containsOnlyOnce("ends at " + end + " and has not been renewed; without another one");
			Awaitility.await().until(() -> !this.events.isEmpty());
			assertThat(this.events).singleElement()
				.satisfies((event) -> assertThat(event.provider()).isEqualTo("default"));
			this.now.set(end.plusSeconds(1));
			assertThat(health(provider)).startsWith("DOWN").contains(" ended at " + end);
			assertThat(remaining(context)).isZero();
			this.files.renew();
			provider.refresh().join();
			assertThat(health(provider)).startsWith("UP").doesNotContain("certificate");
			assertThat(remaining(context)).isEqualTo(24 * 3600.0);
		});
	}

	@Test
	void endOfACertificateOfManyYearsIsWarnedOfInItsLastDays() {
		this.files.write(this.files.authority.issue("orders", Duration.ofDays(3000)));
		runner().run((context) -> {
			RefreshingCredentialsProvider provider = context.getBean(RefreshingCredentialsProvider.class);
			provider.resolveCredentials();
			this.now.set(this.now.get().plus(Duration.ofDays(2969)));
			assertThat(provider.status().certificate()).isNotNull()
				.satisfies((certificate) -> assertThat(certificate.endsSoon()).isFalse());
			this.now.set(this.now.get().plus(Duration.ofDays(2)));
			assertThat(provider.status().certificate()).isNotNull()
				.satisfies((certificate) -> assertThat(certificate.endsSoon()).isTrue());
		});
	}

	private static void bind(ApplicationContext context) {
		context.getBean(CredentialsMetrics.class).bindTo(context.getBean(MeterRegistry.class));
	}

	private static double remaining(ApplicationContext context) {
		Gauge gauge = context.getBean(MeterRegistry.class)
			.find("aws.credentials.certificate.remaining")
			.tag("provider", "default")
			.gauge();
		return (gauge != null) ? gauge.value() : Double.NaN;
	}

	private static String health(RefreshingCredentialsProvider provider) {
		return String.valueOf(new CredentialsHealthIndicator(provider).health(true));
	}

	private static CertificateDescriptor descriptor(ApplicationContext context) {
		return context.getBean(CredentialsEndpoint.class).credentials().providers().get("default").certificate();
	}

	@Configuration(proxyBeanMethods = false)
	static class Meters {

		@Bean
		MeterRegistry meters() {
			return new SimpleMeterRegistry();
		}

	}

}
