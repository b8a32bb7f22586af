package io.awscredentials.integration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.TestCredentials;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * Runs applications whose configuration is in files, as it is in earnest.
 */
final class Applications {

	private final Path folder;

	private final List<String> properties = new ArrayList<>();

	private Class<?> source = Application.class;

	private Consumer<SpringApplication> customizer = (application) -> {
	};

	Applications(Path folder, AwsTestServer aws) {
		this.folder = folder;
		with("spring.cloud.aws.region.static=" + AwsTestServer.REGION, "spring.cloud.aws.endpoint=" + aws.uri());
		// Its client takes two quiet seconds to close.
		with("spring.cloud.aws.sqs.enabled=false");
		aws.properties().forEach((name, value) -> with(name + "=" + value));
	}

	Applications with(String... properties) {
		Collections.addAll(this.properties, properties);
		return this;
	}

	Applications withKeys(String prefix, TestCredentials credentials) {
		return with(prefix + ".static.access-key-id=" + credentials.accessKeyId(),
				prefix + ".static.secret-access-key=" + credentials.secretAccessKey());
	}

	Applications withProcess(String prefix, Vendor vendor) {
		List<String> command = vendor.command();
		for (int i = 0; i < command.size(); i++) {
			with(prefix + ".process.command[" + i + "]=" + command.get(i).replace('\\', '/'));
		}
		return this;
	}

	/**
	 * Add a file of properties for a profile.
	 */
	Applications withProfile(String profile, String... properties) throws IOException {
		Files.write(this.folder.resolve("application-" + profile + ".properties"), List.of(properties));
		return with("spring.profiles.active=" + profile);
	}

	Applications source(Class<?> source) {
		this.source = source;
		return this;
	}

	Applications customize(Consumer<SpringApplication> customizer) {
		this.customizer = customizer;
		return this;
	}

	ConfigurableApplicationContext run() throws IOException {
		Files.write(this.folder.resolve("application.properties"), this.properties);
		SpringApplication application = new SpringApplication(this.source);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setBannerMode(Banner.Mode.OFF);
		this.customizer.accept(application);
		return application.run("--spring.config.location=" + this.folder.toUri());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
