package io.awscredentials.source.sts;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.internal.DetailedSource;
import io.awscredentials.internal.PastExpiry;
import io.awscredentials.internal.RetrievedCredentials;
import org.jspecify.annotations.Nullable;

/**
 * Assumes a role with the token of an OpenID Connect provider
 * ({@code AssumeRoleWithWebIdentity} of STS), as pods on EKS do.
 *
 * @hidden
 */
public final class WebIdentityCredentialsSource implements DetailedSource {

	static final String NAME = "WebIdentity";

	private static final String TOKEN_FILE = "AWS_WEB_IDENTITY_TOKEN_FILE";

	private static final String ROLE_ARN = "AWS_ROLE_ARN";

	private final WebIdentityOptions options;

	private final @Nullable WebIdentityTokenSource tokenSource;

	private final EnvironmentVariables environment;

	private final StsClient client;

	private final String defaultSessionName;

	/**
	 * Create a new instance.
	 * @param options the parameters of the call; the environment is asked for those that
	 * are {@code null} and have a variable
	 * @param tokenSource gives the token in place of the file, or {@code null}
	 * @param application the name of the application, for the name of the session where
	 * none is configured, or {@code null}
	 * @param environment the environment variables
	 * @param connection how STS is reached
	 */
	public WebIdentityCredentialsSource(WebIdentityOptions options, @Nullable WebIdentityTokenSource tokenSource,
			@Nullable String application, EnvironmentVariables environment, StsConnection connection) {
		this.options = options;
		this.tokenSource = tokenSource;
		this.environment = environment;
		this.client = new StsClient(NAME, connection);
		this.defaultSessionName = SessionNames.create(application);
	}

	@Override
	public Credentials retrieve() {
		WebIdentityTokenSource tokenSource = tokenSource();
		String roleArn = roleArn();
		String token = Tokens.read(NAME, tokenSource::token,
				(tokenSource instanceof TokenFile) ? tokenSource.toString() : "What the WebIdentityTokenSource gave");
		StsRequest request = new StsRequest("AssumeRoleWithWebIdentity").with("RoleArn", roleArn)
			.with("RoleSessionName", sessionName())
			.withSecret("WebIdentityToken", token)
			.with("DurationSeconds", this.options.duration())
			.with("Policy", this.options.policy())
			.withList("PolicyArns", ".arn", this.options.policyArns());
		return this.client.call(request, "role " + roleArn);
	}

	private WebIdentityTokenSource tokenSource() {
		if (this.tokenSource != null) {
			return this.tokenSource;
		}
		if (this.options.tokenFile() != null) {
			return new TokenFile(this.options.tokenFile());
		}
		String file = this.environment.getText(TOKEN_FILE);
		if (file == null && this.options.roleArn() != null) {
			throw configuration("A role is configured, but neither a token file nor " + TOKEN_FILE,
					"Set 'web-identity.token-file' or " + TOKEN_FILE);
		}
		if (file == null) {
			throw new CredentialsException(CredentialsErrorCode.NOT_FOUND, NAME, TOKEN_FILE + " is not set");
		}
		try {
			return new TokenFile(Path.of(file));
		}
		catch (InvalidPathException ex) {
			throw configuration("The value of " + TOKEN_FILE + " is not a path", "Correct " + TOKEN_FILE);
		}
	}

	private String roleArn() {
		String roleArn = (this.options.roleArn() != null) ? this.options.roleArn() : this.environment.getText(ROLE_ARN);
		if (roleArn == null) {
			throw configuration("There is a web identity token, but neither a role nor " + ROLE_ARN,
					"Set 'web-identity.role-arn' or " + ROLE_ARN);
		}
		return roleArn;
	}

	private String sessionName() {
		String name = this.options.sessionName();
		name = (name != null) ? name : this.environment.getText("AWS_ROLE_SESSION_NAME");
		return Objects.requireNonNullElse(name, this.defaultSessionName);
	}

	private static CredentialsException configuration(String message, String advice) {
		return new CredentialsException(CredentialsErrorCode.CONFIGURATION, NAME, message).withAdvice(advice);
	}

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public RetrievedCredentials retrieveDetailed() {
		return new RetrievedCredentials(retrieve(), PastExpiry.SERVE);
	}

}
