package io.awscredentials.sample;

import io.awscredentials.test.gate.PostgresGate;
import io.awscredentials.test.gate.PostgresServer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * The story of the profile {@code database}: orders out of a database that nobody has a
 * password for.
 */
class DatabaseTests {

	@Test
	void ordersAreReadWithTokens() {
		if (!PostgresServer.isInstalled()) {
			String missing = "PostgreSQL is not installed: apt-get install postgresql";
			if ("true".equals(System.getenv("CI"))) {
				fail(missing);
			}
			Assumptions.abort(missing);
		}
		SpringApplication application = new SpringApplication(SampleApplication.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		try (ConfigurableApplicationContext context = application.run("--spring.profiles.active=database")) {
			OrdersController.Orders orders = context.getBean(OrdersController.class).orders();
			assertThat(orders.orders()).extracting(OrdersController.Order::item).containsExactly("teapot", "kettle");
			assertThat(orders.tokensAccepted()).isPositive();
			assertThat(orders.tokensRefused()).isEmpty();
			assertThat(context.getBean(PostgresGate.class).port()).isPositive();
		}
	}

	@Test
	void missingProgramIsNamedWithItsPackage() {
		FailureAnalysis analysis = new NotInstalledFailureAnalyzer()
			.analyze(new NotInstalledException("PostgreSQL", "postgresql"));
		assertThat(analysis.getDescription()).isEqualTo("PostgreSQL is not installed on this machine.");
		assertThat(analysis.getAction()).contains("apt-get install postgresql");
	}

}
