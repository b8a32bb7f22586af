package io.awscredentials.sample.browser;

import java.util.ArrayList;
import java.util.List;

import io.awscredentials.refresh.CredentialsProviders;
import io.awscredentials.sample.SampleApplication;
import io.awscredentials.test.AwsTestServer;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A running sample with the console.
 */
final class Console implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private Console(ConfigurableApplicationContext context) {
		this.context = context;
	}

	static Console start(String profile, String... properties) {
		return start(List.of(SampleApplication.class), profile, properties);
	}

	static Console start(List<Class<?>> sources, String profile, String... properties) {
		List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--spring.profiles.active=" + profile));
		for (String property : properties) {
			arguments.add("--" + property);
		}
		return new Console(SpringApplication.run(sources.toArray(Class<?>[]::new), arguments.toArray(String[]::new)));
	}

	String address() {
		return root() + "actuator/awscredentials/console/";
	}

	String root() {
		return "http://localhost:" + this.context.getEnvironment().getProperty("local.server.port") + "/";
	}

	AwsTestServer aws() {
		return this.context.getBean(AwsTestServer.class);
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	/** Refresh as the schedule would. */
	void refresh(String provider) {
		bean(CredentialsProviders.class).refresh(provider).handle((ended, failure) -> null).join();
	}

	@Override
	public void close() {
		this.context.close();
	}

}
