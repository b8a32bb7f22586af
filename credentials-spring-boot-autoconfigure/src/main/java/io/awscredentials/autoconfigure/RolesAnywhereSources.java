package io.awscredentials.autoconfigure;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import io.awscredentials.http.HttpOptions;
import io.awscredentials.region.AwsService;
import io.awscredentials.region.Endpoints;
import io.awscredentials.region.ProfileEndpoints;
import io.awscredentials.source.Redaction;
import io.awscredentials.source.rolesanywhere.KeyMaterialSource;
import io.awscredentials.source.rolesanywhere.RolesAnywhereCredentialsSource;
import io.awscredentials.source.rolesanywhere.RolesAnywhereOptions;
import io.awscredentials.source.rolesanywhere.SigningHelperCommand;
import org.jspecify.annotations.Nullable;

/**
 * Creates the sources that ask IAM Roles Anywhere.
 *
 * @param clients how sources talk to the world
 * @param beans what an application supplies, asked while a source is made
 */
record RolesAnywhereSources(AwsClients clients, SuppliedBeans beans) {

	private static final String GROUP = "roles-anywhere.";

	RolesAnywhereCredentialsSource create(ProviderDefinition definition) {
		RolesAnywhereProperties properties = definition.group(definition.properties().rolesAnywhere(),
				SourceKind.ROLES_ANYWHERE);
		return create(definition, options(definition, properties), material(definition, properties),
				() -> this.clients.files().of(definition).settings().endpoints());
	}

	/**
	 * Create a source.
	 * @param definition the definition that uses it
	 * @param options the parameters of the call
	 * @param material reads key and certificates
	 * @param profile gives what the profile says about endpoints
	 * @return the source
	 */
	RolesAnywhereCredentialsSource create(ProviderDefinition definition, RolesAnywhereOptions options,
			KeyMaterialSource material, Supplier<ProfileEndpoints> profile) {
		Endpoints endpoints = this.clients.endpoints(definition);
		String region = RolesAnywhereOptions.region(options.trustAnchorArn());
		return new RolesAnywhereCredentialsSource(options, material,
				this.clients.client(definition, HttpOptions.service()),
				() -> endpoints.resolve(AwsService.ROLESANYWHERE, region, profile.get()));
	}

	/**
	 * Create a source in place of AWS's helper.
	 * @param definition the definition whose profile names the helper
	 * @param command what the helper would be asked for
	 * @param profile gives what the profile says about endpoints
	 * @return the source, or {@code null} if the files are none that can be read here
	 */
	@Nullable RolesAnywhereCredentialsSource create(ProviderDefinition definition, SigningHelperCommand command,
			Supplier<ProfileEndpoints> profile) {
		String intermediates = command.intermediates();
		PemKeyMaterial material = new PemKeyMaterial(Path.of(command.certificate()), Path.of(command.privateKey()),
				command.password(), (intermediates != null) ? Path.of(intermediates) : null);
		if (!material.isSuitable()) {
			return null;
		}
		URI endpoint = command.endpoint();
		return (endpoint == null) ? create(definition, command.options(), material, profile)
				: new RolesAnywhereCredentialsSource(command.options(), material,
						this.clients.client(definition, HttpOptions.service()), () -> endpoint);
	}

	private static RolesAnywhereOptions options(ProviderDefinition definition, RolesAnywhereProperties properties) {
		String trustAnchorArn = arn(definition, "trust-anchor", properties.trustAnchorArn());
		String profileArn = arn(definition, "profile", properties.profileArn());
		String roleArn = definition.required(GROUP + "role-arn", properties.roleArn());
		String region = RolesAnywhereOptions.region(profileArn);
		if (!region.equals(RolesAnywhereOptions.region(trustAnchorArn))) {
			throw definition.invalid(GROUP + "profile-arn",
					"is of the region '" + region + "', and the trust anchor is in '"
							+ RolesAnywhereOptions.region(trustAnchorArn) + "'",
					"Use a trust anchor and a profile of the same region");
		}
		String sessionName = properties.sessionName();
		StsLimits limits = new StsLimits(GROUP, true, definition::invalid);
		limits.roleArn("role-arn", roleArn);
		limits.session(sessionName, properties.duration(), null, List.of());
		return new RolesAnywhereOptions(trustAnchorArn, profileArn, roleArn,
				Objects.requireNonNullElse(properties.duration(), RolesAnywhereOptions.DURATION), sessionName);
	}

	private static String arn(ProviderDefinition definition, String type, @Nullable String value) {
		String key = GROUP + type + "-arn";
		String arn = definition.required(key, value);
		Pattern pattern = Pattern.compile("arn:aws[a-z-]*:rolesanywhere:[a-z0-9-]+:[0-9]{12}:" + type + "/\\S+");
		if (!pattern.matcher(arn).matches()) {
			throw definition.invalid(key,
					"is not the ARN of a " + type.replace('-', ' ') + ": '" + Redaction.onOneLine(arn) + "'",
					"It looks like arn:aws:rolesanywhere:eu-central-1:123456789012:" + type
							+ "/1a1a1a1a-5555-6666-7777-888888888888");
		}
		return arn;
	}

	private KeyMaterialSource material(ProviderDefinition definition, RolesAnywhereProperties properties) {
		String bundle = properties.sslBundle();
		if (bundle == null) {
			String password = properties.privateKeyPassword();
			return new PemKeyMaterial(file(definition, "certificate", properties.certificate()),
					file(definition, "private-key", properties.privateKey()),
					(password != null && !password.isEmpty()) ? password : null, (properties.intermediates() != null)
							? file(definition, "intermediates", properties.intermediates()) : null);
		}
		if (properties.certificate() != null || properties.privateKey() != null) {
			throw definition.invalid(GROUP + "ssl-bundle", "is set, but so are files",
					"Set either the bundle, or certificate and private key");
		}
		String name = definition.required(GROUP + "ssl-bundle", bundle);
		BundleKeyMaterial material = BundleKeyMaterial.find(name, definition.environment(), this.beans.sslBundles());
		if (material == null) {
			throw definition.invalid(GROUP + "ssl-bundle", "names the SSL bundle '" + name + "', which does not exist",
					"Define it below 'spring.ssl.bundle.pem." + name + "' or 'spring.ssl.bundle.jks." + name
							+ "'; while configuration is imported, bundles of other origin do not exist yet");
		}
		return material;
	}

	private Path file(ProviderDefinition definition, String key, @Nullable Path value) {
		String file = definition.required(GROUP + key, (value != null) ? value.toString() : null);
		if (file.contains(PemKeyMaterial.PEM)) {
			throw definition.invalid(GROUP + key, "is the content of a file, not the name of one",
					"Name the file, or use an SSL bundle, which may have the content in its properties");
		}
		return Path.of(this.clients.expandHome(file));
	}

}
