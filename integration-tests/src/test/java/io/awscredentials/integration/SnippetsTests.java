package io.awscredentials.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compiles the Java that the pages show.
 */
class SnippetsTests {

	private static final Pattern FENCE = Pattern.compile("(?m)^( *)```java\\n((?:(?!\\1```)[^\\n]*\\n)*)\\1```");

	private static final Pattern TYPE = Pattern.compile("(?m)^(public )?(class|interface) ");

	private static final Pattern MEMBER = Pattern.compile("(?m)^@Bean|^[\\w<>, ]+ \\w+\\([^;]*\\) \\{$");

	/** What readers have of their own, and libraries that are not here. */
	private static final Set<String> OF_READERS = Set.of("Application", "Archive", "Broker", "Lease", "MyTokens",
			"Order", "Pager", "Reports", "Tenant", "Vault", "FlywayDataSource", "SecurityFilterChain", "HttpSecurity",
			"EndpointRequest", "Customizer", "AuthorizationDecision", "http", "IdentityPoolCredentials",
			"ClientAuthentication", "RestTemplateFactory", "AwsIamAuthenticationOptions", "AwsIamAuthentication", "ask",
			"askInAWindow", "tellTenant", "WebMvcTest");

	private static final String IMPORTS = """
			import java.net.http.HttpClient;
			import java.nio.file.Path;
			import java.time.*;
			import java.util.*;
			import javax.sql.DataSource;
			import com.zaxxer.hikari.HikariDataSource;
			import io.awscredentials.*;
			import io.awscredentials.autoconfigure.*;
			import io.awscredentials.connect.*;
			import io.awscredentials.connect.kafka.*;
			import io.awscredentials.http.CredentialsRestClientCustomizer;
			import io.awscredentials.identity.*;
			import io.awscredentials.refresh.*;
			import io.awscredentials.sdk.SdkCredentialsProvider;
			import io.awscredentials.signing.*;
			import io.awscredentials.source.sts.WebIdentityTokenSource;
			import io.awscredentials.test.*;
			import io.awscredentials.test.autoconfigure.*;
			import io.awscredentials.test.gate.*;
			import org.apache.hc.core5.http.HttpHost;
			import org.junit.jupiter.api.BeforeAll;
			import org.junit.jupiter.api.Test;
			import org.junit.jupiter.api.extension.ExtendWith;
			import org.mariadb.r2dbc.*;
			import org.reactivestreams.Publisher;
			import org.springframework.beans.factory.annotation.*;
			import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
			import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
			import org.springframework.boot.ssl.SslBundles;
			import org.springframework.boot.test.context.SpringBootTest;
			import org.springframework.boot.test.context.TestConfiguration;
			import org.springframework.context.annotation.*;
			import org.springframework.http.client.JdkClientHttpRequestFactory;
			import org.springframework.jdbc.datasource.AbstractDataSource;
			import org.springframework.kafka.core.*;
			import org.springframework.stereotype.Service;
			import org.springframework.test.context.*;
			import org.springframework.test.context.bean.override.mockito.MockitoBean;
			import org.springframework.web.client.RestClient;
			import org.springframework.web.service.annotation.*;
			import org.springframework.web.service.registry.ImportHttpServices;
			import reactor.core.publisher.Mono;
			import reactor.core.scheduler.Schedulers;
			import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
			import software.amazon.awssdk.regions.Region;
			import software.amazon.awssdk.services.s3.S3Client;
			import static io.awscredentials.test.assertj.CredentialsAssertions.assertThat;
			import static org.assertj.core.api.Assertions.assertThat;
			import static org.mockito.BDDMockito.given;
			""";

	/** What the text around a block says that there is. */
	private static final String FIELDS = """
			static final String HOST = "localhost", USER = "orders_app";
			CredentialsProviders credentialsProviders; IamTokens iamTokens; AwsSigning signing; Path folder;
			IdentityTokenProvider token;
			""";

	@TempDir
	private Path classes;

	@Test
	void everyBlockCompiles() throws IOException {
		DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		List<String> options = List.of("-proc:none", "-d", this.classes.toString(), "-cp",
				System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
		List<Snippet> snippets = snippets();
		assertThat(snippets).hasSizeGreaterThan(20);
		compiler.getTask(null, null, diagnostics, options, null, snippets).call();
		assertThat(diagnostics.getDiagnostics())
			.as("What readers have of their own is listed in OF_READERS, what is imported in IMPORTS")
			.filteredOn(SnippetsTests::isFault)
			.isEmpty();
	}

	private static boolean isFault(Diagnostic<?> diagnostic) {
		return diagnostic.getKind() == Diagnostic.Kind.ERROR
				&& !(diagnostic.getCode().startsWith("compiler.err.cant.resolve")
						&& Pattern.compile("(?:class|variable|method|@interface) (\\w+)")
							.matcher(diagnostic.getMessage(Locale.ROOT))
							.results()
							.findFirst()
							.map((result) -> OF_READERS.contains(result.group(1)))
							.orElse(false));
	}

	private static List<Snippet> snippets() throws IOException {
		List<Snippet> snippets = new ArrayList<>();
		try (Stream<Path> docs = Files.walk(Path.of("../docs"))) {
			Stream.concat(Stream.of(Path.of("../README.md")), docs.filter((file) -> file.toString().endsWith(".md")))
				.forEach((page) -> FENCE.matcher(text(page))
					.results()
					.map((result) -> result.group(2).indent(-result.group(1).length()))
					.filter((code) -> !code.contains("…"))
					.forEach((code) -> snippets.add(new Snippet(page, snippets.size(), code))));
		}
		return snippets;
	}

	private static String text(Path page) {
		try {
			return Files.readString(page);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String unit(String code) {
		if (TYPE.matcher(code).find()) {
			return code.replaceFirst("(?m)^package .*$", "").replace("public class", "class");
		}
		if (MEMBER.matcher(code).find()) {
			return "class Snippet {\n" + FIELDS + code + "}\n";
		}
		String body = (code.startsWith("catch")) ? "try { iamTokens.hashCode(); }\n" + code : code;
		return "class Snippet {\n" + FIELDS + "void run() throws Exception {\n" + body + "}\n}\n";
	}

	/** A block in a package of its own. */
	private static final class Snippet extends SimpleJavaFileObject {

		private final String code;

		Snippet(Path page, int number, String code) {
			super(URI.create("string:///" + page.normalize().toString().replace("../", "") + "/" + number + ".java"),
					Kind.SOURCE);
			String connections = (code.contains("SQLException")) ? "import java.sql.*;\n" : "import io.r2dbc.spi.*;\n";
			this.code = "package snippet" + number + ";\n" + IMPORTS + connections + unit(code);
		}

		@Override
		public boolean isNameCompatible(String simpleName, Kind kind) {
			return true;
		}

		@Override
		public CharSequence getCharContent(boolean ignoreEncodingErrors) {
			return this.code;
		}

	}

}
