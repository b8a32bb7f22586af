package io.awscredentials.source.imds;

import java.time.InstantSource;
import java.util.function.UnaryOperator;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsSource;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.http.CredentialsHttpClient;
import io.awscredentials.http.HttpAnswer;
import io.awscredentials.source.InvalidJsonException;
import io.awscredentials.source.JsonFields;
import io.awscredentials.source.ServedCredentials;
import org.jspecify.annotations.Nullable;

/**
 * Asks the metadata service of an EC2 instance (IMDSv2) for the credentials of the role
 * that is attached to the instance. The token and the name of the role are kept, so that
 * a retrieval is one request once they are known.
 */
public final class InstanceMetadataCredentialsSource implements CredentialsSource {

	static final String NAME = "InstanceMetadata";

	private static final String PATH = "/latest/meta-data/iam/security-credentials/";

	/** What is here tells the account ID, too, but most services do not have it. */
	private static final String EXTENDED_PATH = "/latest/meta-data/iam/security-credentials-extended/";

	private static final String NOT_ASSUMABLE = "AssumeRoleUnauthorizedAccess";

	private final ImdsSettings settings;

	private final ImdsClient client;

	private volatile @Nullable String role;

	private volatile boolean extended = true;

	/**
	 * Create a new instance.
	 * @param options how the service is asked
	 * @param environment the environment variables
	 * @param profile gives the values of the profile in use by their keys
	 * @param http the client, which must not use a proxy
	 * @param clock the time, which ends the life of tokens
	 */
	public InstanceMetadataCredentialsSource(InstanceMetadataOptions options, EnvironmentVariables environment,
			UnaryOperator<@Nullable String> profile, CredentialsHttpClient http, InstantSource clock) {
		this.settings = new ImdsSettings(options, environment, profile);
		this.client = new ImdsClient(http, clock);
	}

	@Override
	public Credentials retrieve() {
		String disabledBy = this.settings.disabledBy();
		if (disabledBy != null) {
			throw failure(CredentialsErrorCode.IMDS_DISABLED, "It is disabled by " + disabledBy)
				.withAdvice("Change " + disabledBy + ", or leave 'instance-metadata' out of the chain");
		}
		String profileName = this.settings.profileName();
		return (profileName != null) ? retrieve(profileName) : retrieveAttached();
	}

	private Credentials retrieveAttached() {
		String known = this.role;
		HttpAnswer answer = (known != null) ? this.client.get(this.settings, PATH + known) : null;
		if (answer != null) {
			return read(answer, PATH + known);
		}
		String listed = list();
		answer = this.client.get(this.settings, PATH + listed);
		if (answer == null) {
			throw failure(CredentialsErrorCode.IMDS_NO_ROLE, "The role '" + listed
					+ "' of the instance has no credentials at " + this.settings.uri(PATH + listed));
		}
		this.role = listed;
		return read(answer, PATH + listed);
	}

	private String list() {
		HttpAnswer answer = this.client.get(this.settings, PATH);
		String name = (answer != null) ? firstLine(answer.text()) : "";
		if (name.isEmpty()) {
			this.role = null;
			throw failure(CredentialsErrorCode.IMDS_NO_ROLE,
					"The instance has no role, says " + this.settings.uri(PATH));
		}
		if (!RoleName.isValid(name)) {
			throw failure(CredentialsErrorCode.RESPONSE_INVALID,
					"The answer is not the name of a role: " + this.settings.uri(PATH));
		}
		return name;
	}

	private Credentials retrieve(String profileName) {
		String path = ((this.extended) ? EXTENDED_PATH : PATH) + profileName;
		HttpAnswer answer = this.client.get(this.settings, path);
		if (answer == null && this.extended) {
			path = PATH + profileName;
			answer = this.client.get(this.settings, path);
			this.extended = answer == null;
		}
		if (answer == null) {
			throw failure(CredentialsErrorCode.CONFIGURATION,
					"The instance has no profile named '" + profileName + "', says " + this.settings.uri(path))
				.withAdvice("Correct 'instance-metadata.profile-name' or AWS_EC2_INSTANCE_PROFILE_NAME");
		}
		return read(answer, path);
	}

	private Credentials read(HttpAnswer answer, String path) {
		try {
			JsonFields fields = JsonFields.parse(answer.body());
			ServedCredentials.Failure told = ServedCredentials.failure(fields);
			if (told != null) {
				throw told(told, path);
			}
			return ServedCredentials.read(fields, true);
		}
		catch (InvalidJsonException ex) {
			throw failure(CredentialsErrorCode.RESPONSE_INVALID,
					"The answer of " + this.settings.uri(path) + " can't be read: " + ex.getMessage());
		}
	}

	private CredentialsException told(ServedCredentials.Failure told, String path) {
		CredentialsException failure = failure(CredentialsErrorCode.RESPONSE_INVALID,
				"The answer of " + this.settings.uri(path) + " is an error: " + told.shown(null));
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
	public PastExpiry pastExpiry() {
		return PastExpiry.PROLONGED;
	}

}
