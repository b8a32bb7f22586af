package io.awscredentials.test.autoconfigure;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import io.awscredentials.test.AwsTestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests what becomes of the servers of test classes, which are run here.
 */
class AwsTestLifecycleTests {

	private static final List<URI> servers = new ArrayList<>();

	private static final List<ConfigurableApplicationContext> applications = new ArrayList<>();

	@Test
	void applicationAndServerEndWithTheClass() {
		servers.clear();
		applications.clear();
		run(First.class, Second.class, WithoutSpring.class);
		assertThat(servers).hasSize(3).doesNotHaveDuplicates();
		assertThat(servers).allSatisfy((server) -> assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> new Socket(server.getHost(), server.getPort()).close()));
		assertThat(applications).hasSize(2).noneMatch(ConfigurableApplicationContext::isActive);
	}

	private static void run(Class<?>... classes) {
		for (Class<?> each : classes) {
			EngineTestKit.engine("junit-jupiter")
				.selectors(DiscoverySelectors.selectClass(each))
				.execute()
				.testEvents()
				.assertStatistics((statistics) -> statistics.started(1).succeeded(1));
		}
	}

	@AwsTest
	@SpringBootTest(webEnvironment = WebEnvironment.NONE)
	abstract static class Base {

		@Test
		void remember(@Autowired ConfigurableApplicationContext application, AwsTestServer aws) {
			servers.add(aws.uri());
			applications.add(application);
		}

	}

	static class First extends Base {

	}

	static class Second extends Base {

	}

	@ExtendWith(AwsTestServerExtension.class)
	static class WithoutSpring {

		@Test
		void remember(AwsTestServer aws) {
			servers.add(aws.uri());
		}

	}

}
