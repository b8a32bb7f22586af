package io.awscredentials.autoconfigure;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.awscredentials.CredentialsProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.bootstrap.BootstrapContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Runs an application on a class path without the AWS SDK. Classes that name it can't be
 * loaded there at all, so that an application which starts shows that none was needed.
 */
class WithoutSdkTests {

	@Test
	void credentialsAreThereWhileConfigurationIsLoadedAndAfter(@TempDir Path folder) throws Exception {
		Files.writeString(folder.resolve("application.properties"), """
				aws.credentials.static.access-key-id=AKIA
				aws.credentials.static.secret-access-key=secret
				aws.credentials.named.prod.static.access-key-id=AKIAPROD
				aws.credentials.named.prod.static.secret-access-key=secret
				""");
		ClassLoader original = Thread.currentThread().getContextClassLoader();
		try (URLClassLoader isolated = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
			assertThatExceptionOfType(NoClassDefFoundError.class)
				.isThrownBy(() -> isolated.loadClass("io.awscredentials.sdk.SdkCredentialsProvider"));
			Thread.currentThread().setContextClassLoader(isolated);
			Method run = isolated.loadClass(Isolated.class.getName()).getDeclaredMethod("run", String.class);
			run.setAccessible(true);
			assertThat(run.invoke(null, folder.toUri().toString())).isEqualTo("AKIA, AKIA, AKIAPROD");
		}
		finally {
			Thread.currentThread().setContextClassLoader(original);
		}
	}

	private static URL[] classPath() throws IOException {
		List<URL> urls = new ArrayList<>();
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
			if (!entry.replace('\\', '/').contains("/software/amazon/awssdk/")) {
				urls.add(Path.of(entry).toUri().toURL());
			}
		}
		return urls.toArray(URL[]::new);
	}

	/**
	 * Loaded without the AWS SDK.
	 */
	static final class Isolated {

		static String run(String folder) {
			List<String> keys = new ArrayList<>();
			SpringApplication application = new SpringApplication(Application.class);
			application.setWebApplicationType(WebApplicationType.NONE);
			application.addBootstrapRegistryInitializer(
					(registry) -> registry.addCloseListener((event) -> keys.add(key(event.getBootstrapContext()))));
			try (ConfigurableApplicationContext context = application.run("--spring.config.location=" + folder)) {
				keys.add(context.getBean(CredentialsProvider.class).resolveCredentials().accessKeyId());
				keys.add(context.getBean("prodCredentialsProvider", CredentialsProvider.class)
					.resolveCredentials()
					.accessKeyId());
				return String.join(", ", keys);
			}
		}

		private static String key(BootstrapContext context) {
			CredentialsProvider provider = context.get(CredentialsProvider.class);
			return (provider != null) ? provider.resolveCredentials().accessKeyId() : "none";
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
