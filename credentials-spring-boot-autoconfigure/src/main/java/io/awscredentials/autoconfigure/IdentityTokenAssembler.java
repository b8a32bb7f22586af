package io.awscredentials.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

import io.awscredentials.CredentialsSource;
import io.awscredentials.autoconfigure.IdentityTokenProperties.IdentityToken;
import io.awscredentials.identity.RefreshingIdentityTokenProvider;
import io.awscredentials.internal.IdentityTokenCredentials;
import io.awscredentials.source.sts.IdentityTokenOptions;
import io.awscredentials.source.sts.IdentityTokenSource;
import io.awscredentials.source.sts.StsConnection;
import org.jspecify.annotations.Nullable;

/**
 * Assembles what gives identity tokens, within the limits that STS sets: what it would
 * refuse at run time is told at startup, by the name of the property.
 *
 * @param definitions the definitions of all providers
 * @param assembler finds the providers whose credentials ask for tokens
 * @param clients how STS is reached
 */
record IdentityTokenAssembler(ProviderDefinitions definitions, CredentialsAssembler assembler, AwsClients clients) {

	private static final Duration MIN_DURATION = Duration.ofMinutes(1);

	private static final Duration MAX_DURATION = Duration.ofHours(1);

	private static final Pattern HOST = Pattern
		.compile("(http://)?((\\*\\.)?[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*|\\[[0-9a-fA-F:.]+])(:[0-9]{1,5})?");

	AssembledIdentityTokens assemble(IdentityTokenProperties properties) {
		Map<String, RefreshingIdentityTokenProvider> byName = new TreeMap<>();
		properties.identityToken().forEach((name, token) -> byName.put(name, token(name, token)));
		return new AssembledIdentityTokens(byName);
	}

	/**
	 * Check that no HTTP service group would be signed and get a token.
	 * @param properties the properties
	 * @param signed the names of those that are signed
	 */
	void checkUnsigned(IdentityTokenProperties properties, Set<String> signed) {
		for (String name : properties.identityToken().keySet()) {
			if (signed.contains(name)) {
				throw this.definitions.top()
					.invalid(key(name, "audience"),
							"is set, and so is '" + AwsSigningProperties.PREFIX + "." + name
									+ "': a signature and a token take the same header",
							"Give one of them another name, or remove it");
			}
		}
	}

	/**
	 * Return the hosts that tokens are sent to.
	 * @param properties the properties
	 * @return the hosts, by the names of the tokens
	 */
	Map<String, List<String>> hosts(IdentityTokenProperties properties) {
		Map<String, List<String>> hosts = new TreeMap<>();
		properties.identityToken().forEach((name, token) -> hosts.put(name, hosts(key(name, "hosts"), token.hosts())));
		return hosts;
	}

	private RefreshingIdentityTokenProvider token(String name, IdentityToken properties) {
		String provider = this.definitions.checkedName(key(name, "provider"), properties.provider());
		ProviderDefinition definition = this.definitions.get(provider);
		IdentityTokenOptions options = options(name, properties, StsSources.roleArn(definition.properties()));
		CredentialsSource source = (this.assembler.substitute() != null) ? substitute(properties.duration())
				: new IdentityTokenSource(this.assembler.provided(provider), options,
						sts(definition, properties.region()));
		return new RefreshingIdentityTokenProvider(name, provider, options.audience(),
				this.assembler.dependent(IdentityTokenProperties.GROUP + "." + name, definition, source));
	}

	/** Where AWS is not to be asked, there is a token that nobody accepts. */
	private CredentialsSource substitute(Duration duration) {
		return () -> IdentityTokenCredentials.of("token-for-tests", this.clients.clock().instant().plus(duration));
	}

	private IdentityTokenOptions options(String name, IdentityToken properties, @Nullable String arn) {
		StsLimits limits = new StsLimits(key(name, ""), true, this.definitions.top()::invalid);
		List<String> audience = audience(key(name, "audience"), properties.audience());
		limits.count("audience", audience.size(), 10);
		audience.forEach((element) -> limits.length("audience", element, 1, 1000));
		limits.duration("duration", properties.duration(), MIN_DURATION, MAX_DURATION);
		Map<String, String> tags = Objects.requireNonNullElse(properties.tags(), Map.of());
		limits.tags("tags", tags);
		return new IdentityTokenOptions(audience, properties.algorithm().name(), properties.duration(), tags, arn);
	}

	private List<String> audience(String key, @Nullable List<String> elements) {
		List<String> audience = new ArrayList<>();
		for (String element : Objects.requireNonNullElse(elements, List.<String>of())) {
			audience.add(this.definitions.top().required(key, element));
		}
		if (audience.isEmpty()) {
			this.definitions.top().required(key, (elements != null) ? "" : null);
		}
		return audience;
	}

	private List<String> hosts(String key, @Nullable List<String> elements) {
		List<String> hosts = Objects.requireNonNullElse(elements, List.<String>of());
		for (String host : hosts) {
			if (!HOST.matcher(host).matches()) {
				throw this.definitions.top()
					.invalid(key, "has an element that is no host: '" + host + "'",
							"It looks like api.example.com, api.example.com:8443 or *.example.com, without a path; "
									+ "requests are encrypted, unless it begins with http://");
			}
		}
		return hosts;
	}

	private StsConnection sts(ProviderDefinition definition, @Nullable String region) {
		return (region == null || region.isBlank()) ? this.clients.sts(definition) : this.clients.sts(definition,
				() -> this.clients.files().of(definition).settings().endpoints(), region::strip);
	}

	private static String key(String name, String property) {
		return IdentityTokenProperties.GROUP + "." + name + "." + property;
	}

}
