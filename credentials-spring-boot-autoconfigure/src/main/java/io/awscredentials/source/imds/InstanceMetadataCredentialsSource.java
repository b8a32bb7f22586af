package io.awscredentials.source.imds;

import java.net.URI;
import java.time.InstantSource;
import java.util.function.Supplier;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.http.CredentialsHttpClient;
import io.awscredentials.http.HttpAnswer;
import io.awscredentials.internal.DetailedSource;
import io.awscredentials.internal.PastExpiry;
import io.awscredentials.internal.RetrievedCredentials;
import io.awscredentials.source.InvalidJsonException;
import io.awscredentials.source.JsonFields;
import io.awscredentials.source.ServedCredentials;
import org.jspecify.annotations.Nullable;

/**
 * Asks the metadata service of an EC2 instance (IMDSv2) for the credentials of the role
 * that is attached to the instance. The token and the name of the role are kept, so that
 * a retrieval is one request once they are known.
 */
public final class InstanceMetadataCredentialsSource implements DetailedSource {

	static final String NAME = "InstanceMetadata";

	private static final String PATH = "/latest/meta-data/iam/security-credentials/";

	/** What is here tells the account ID, too, but most services do not have it. */
	private static final String EXTENDED_PATH = "/latest/meta-data/iam/security-credentials-extended/";

	private static final String NOT_ASSUMABLE = "AssumeRoleUnauthorizedAccess";

	private final InstanceMetadataOptions options;

	private final EnvironmentVariables environment;

	private final Supplier<InstanceMetadataProfile> profile;

	private final ImdsClient client;

	private volatile @Nullable String role;

	private volatile boolean extended = true;

	/**
	 * Create a new instance.
	 * @param options how the service is asked
	 * @param environment the environment variables
	 * @param profile gives what the profile in use says, for each retrieval anew
	 * @param http the client, which must not use a proxy
	 * @param clock the time, which ends the life of tokens
	 */
	public InstanceMetadataCredentialsSource(InstanceMetadataOptions options, EnvironmentVariables environment,
			Supplier<InstanceMetadataProfile> profile, CredentialsHttpClient http, InstantSource clock) {
		this(options, environment, profile, () -> http, clock);
	}

	/**
	 * Create a new instance whose client depends on what it takes time to find out.
	 * @param options how the service is asked
	 * @param environment the environment variables
	 * @param profile gives what the profile in use says, for each retrieval anew
	 * @param http gives the client, which must not use a proxy, for each request anew
	 * @param clock the time, which ends the life of tokens
	 */
	public InstanceMetadataCredentialsSource(InstanceMetadataOptions options, EnvironmentVariables environment,
			Supplier<InstanceMetadataProfile> profile, Supplier<CredentialsHttpClient> http, InstantSource clock) {
		this.options = options;
		this.environment = environment;
		this.profile = profile;
		this.client = new ImdsClient(http, clock);
	}

	@Override
	public Credentials retrieve() {
		String disabledBy = ImdsSettings.disabledBy(this.options, this.environment);
		if (disabledBy != null) {
			throw failure(CredentialsErrorCode.IMDS_DISABLED, "It is disabled by " + disabledBy)
				.withAdvice("Change " + disabledBy + ", or leave 'instance-metadata' out of the chain");
		}
		ImdsSettings settings = ImdsSettings.of(this.options, this.environment, this.profile.get());
		String profileName = settings.profileName();
		return this.client.localTime((profileName != null) ? retrieve(settings, profileName) : retrieve(settings));
	}

	private Credentials retrieve(ImdsSettings settings) {
		String known = this.role;
		HttpAnswer answer = (known != null) ? this.client.get(settings, PATH + known) : null;
		if (answer != null) {
			return read(answer, settings.uri(PATH + known));
		}
		String listed = list(settings);
		URI uri = settings.uri(PATH + listed);
		answer = this.client.get(settings, PATH + listed);
		if (answer == null) {
			throw failure(CredentialsErrorCode.IMDS_NO_ROLE,
					"The role '" + listed + "' of the instance has no credentials at " + uri);
		}
		this.role = listed;
		return read(answer, uri);
	}

	private String list(ImdsSettings settings) {
		HttpAnswer answer = this.client.get(settings, PATH);
		String name = (answer != null) ? firstLine(answer.text()) : "";
		if (name.isEmpty()) {
			this.role = null;
			throw failure(CredentialsErrorCode.IMDS_NO_ROLE, "The instance has no role, says " + settings.uri(PATH));
		}
		if (!RoleName.isValid(name)) {
			throw failure(CredentialsErrorCode.RESPONSE_INVALID,
					"The answer of " + settings.uri(PATH) + " is not the name of a role");
		}
		return name;
	}

	private Credentials retrieve(ImdsSettings settings, String profileName) {
		String path = ((this.extended) ? EXTENDED_PATH : PATH) + profileName;
		HttpAnswer answer = this.client.get(settings, path);
		if (answer == null && this.extended) {
			path = PATH + profileName;
			answer = this.client.get(settings, path);
			this.extended = answer == null;
		}
		if (answer == null) {
			throw failure(CredentialsErrorCode.CONFIGURATION,
					"The instance has no profile named '" + profileName + "', says " + settings.uri(path))
				.withAdvice("Correct 'instance-metadata.profile-name' or AWS_EC2_INSTANCE_PROFILE_NAME");
		}
		return read(answer, settings.uri(path));
	}

	private static Credentials read(HttpAnswer answer, URI uri) {
		try {
			JsonFields fields = JsonFields.parse(answer.body());
			ServedCredentials.Failure told = ServedCredentials.failure(fields);
			if (told != null) {
				throw told(told, uri);
			}
			return ServedCredentials.read(fields, true);
		}
		catch (InvalidJsonException ex) {
			throw failure(CredentialsErrorCode.RESPONSE_INVALID,
					"The answer of " + uri + " can't be read: " + ex.getMessage());
		}
	}

	private static CredentialsException told(ServedCredentials.Failure told, URI uri) {
		CredentialsException failure = failure(CredentialsErrorCode.RESPONSE_INVALID,
				"The answer of " + uri + " is an error: " + told.shown(null));
		if (told.code().equals(NOT_ASSUMABLE)) {
			return failure.withAdvice("Let the trust policy of the role allow ec2.amazonaws.com to assume it")
				.withRetryable(false);
		}
		return failure.withAdvice("Look at the role of the instance and its trust policy");
	}

	private static String firstLine(String text) {
		return text.strip().lines().findFirst().map(String::strip).orElse("");
	}

	private static CredentialsException failure(CredentialsErrorCode code, String message) {
		return new CredentialsException(code, NAME, message);
	}

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public RetrievedCredentials retrieveDetailed() {
		return new RetrievedCredentials(retrieve(), PastExpiry.PROLONGED);
	}

}
