package io.awscredentials.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.signing.AwsSigning;
import io.awscredentials.signing.Payload;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Lazy;

/**
 * How the requests of HTTP clients are signed.
 *
 * @param signing What is signed, by the name of an HTTP service group or any other name.
 */
@Lazy
@ConfigurationProperties("aws.credentials")
record AwsSigningProperties(@DefaultValue Map<String, Signing> signing) {

	static final String PREFIX = "aws.credentials.signing";

	Map<String, AwsSigning.Definition> definitions() {
		Map<String, AwsSigning.Definition> definitions = new TreeMap<>();
		this.signing.forEach((name, properties) -> definitions.put(name, properties.definition()));
		return definitions;
	}

	/**
	 * Check that the providers are there whose credentials sign.
	 * @param names the names of those that are
	 * @throws CredentialsException if one is not
	 */
	void checkProviders(Set<String> names) {
		definitions().forEach((name, definition) -> {
			String provider = definition.provider();
			if (provider != null && !names.contains(provider)) {
				throw new CredentialsException(CredentialsErrorCode.CONFIGURATION, "Configuration",
						"Property '" + PREFIX + "." + name + ".provider' names provider '" + provider
								+ "', which does not exist")
					.withAdvice("Use one of: " + String.join(", ", new TreeSet<>(names)));
			}
		});
	}

	/**
	 * How the requests of one client are signed.
	 *
	 * @param service Name the service signs under. Read from hosts of AWS where absent.
	 * @param region Region to sign for. Read from hosts of AWS where absent.
	 * @param provider Name of the provider whose credentials sign.
	 * @param hosts Hosts that are signed for beside those of AWS, with a port if it is to
	 * be that one, or as in '*.example.com'.
	 * @param payload Whether the body is signed.
	 */
	record Signing(@Nullable String service, @Nullable String region, @Nullable String provider,
			@Nullable List<String> hosts, @Nullable Payload payload) {

		private AwsSigning.Definition definition() {
			return new AwsSigning.Definition(text(this.service), text(this.region), text(this.provider),
					(this.hosts != null) ? this.hosts : List.of(), this.payload);
		}

		private static @Nullable String text(@Nullable String value) {
			return (value == null || value.isBlank()) ? null : value.strip();
		}

	}

}
