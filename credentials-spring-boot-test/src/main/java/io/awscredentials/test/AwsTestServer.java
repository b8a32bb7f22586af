package io.awscredentials.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

import io.awscredentials.test.http.HttpListener;
import org.jspecify.annotations.Nullable;

/**
 * An AWS on the loopback interface: STS with users, roles and MFA devices, instance
 * metadata, container credentials, IAM Identity Center, the sign-in service, IAM Roles
 * Anywhere, and enough of S3, Secrets Manager and the Parameter Store to use credentials
 * with, all under one URI. Signatures are verified, credentials it issues are accepted
 * until they expire, answers and errors have AWS's form, and whatever can go wrong does
 * so on {@linkplain #fault request}. <pre>
 * try (AwsTestServer aws = AwsTestServer.start()) {
 *     TestCredentials user = aws.addUser();
 *     aws.role("arn:aws:iam::123456789012:role/demo").requireExternalId("tenant-1");
 *     // point the code under test to aws.uri(), see also aws.properties()
 *     assertThat(aws.count("AssumeRole")).isEqualTo(1);
 * }
 * </pre> Every method may be called from any thread, at any time.
 *
 * @since 0.1.0
 */
public final class AwsTestServer extends RecordingServer {

	/**
	 * The account of whatever is not told to be in another one.
	 */
	public static final String ACCOUNT_ID = "123456789012";

	/**
	 * The region the server pretends to be in; requests signed for others are accepted
	 * too.
	 */
	public static final String REGION = "us-east-1";

	private final LoopbackAws aws;

	private AwsTestServer(HttpListener listener, ServerClock clock, LoopbackAws aws) {
		super(listener, clock, aws.services());
		this.aws = aws;
	}

	/**
	 * Start a server on a free port, with the system's clock.
	 * @return the running server
	 */
	public static AwsTestServer start() {
		return start(0, InstantSource.system());
	}

	/**
	 * Start a server.
	 * @param port the port, or zero for one that is free
	 * @param clock the clock it goes by
	 * @return the running server
	 */
	public static AwsTestServer start(int port, InstantSource clock) {
		ServerClock serverClock = new ServerClock(clock);
		try {
			HttpListener listener = HttpListener.bind(port, serverClock);
			return new AwsTestServer(listener, serverClock, LoopbackAws.create(serverClock, listener.uri()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The test server can't listen on port " + port, ex);
		}
	}

	/**
	 * Return the properties that make the starter use this server. They choose no source:
	 * for the instance metadata set {@code aws.credentials.instance-metadata.endpoint} to
	 * {@link #uri()}, for containers {@code aws.credentials.container.full-uri} to
	 * {@link ContainerCredentials#fullUri()}.
	 * @return the endpoints and the region, by property name
	 */
	public Map<String, String> properties() {
		String uri = uri().toString();
		return Map.of("aws.credentials.region", REGION, "aws.credentials.sts.endpoint", uri,
				"aws.credentials.sso.endpoint", uri, "aws.credentials.sso.oidc-endpoint", uri,
				"aws.credentials.login.endpoint", uri, "aws.credentials.roles-anywhere.endpoint", uri);
	}

	/**
	 * Register a user with keys of the server's making.
	 * @return the user's long-term credentials
	 */
	public TestCredentials addUser() {
		return this.aws.keys().addUser(ACCOUNT_ID);
	}

	/**
	 * Register a user.
	 * @param accessKeyId the access key ID
	 * @param secretAccessKey the secret access key
	 * @param accountId the account the user belongs to
	 * @return the user's long-term credentials
	 */
	public TestCredentials addUser(String accessKeyId, String secretAccessKey, String accountId) {
		return this.aws.keys().addUser(accessKeyId, secretAccessKey, accountId);
	}

	/**
	 * Return the temporary credentials issued so far, by whichever service.
	 * @return the credentials, in no order
	 */
	public List<TestCredentials> issuedCredentials() {
		return this.aws.keys().issued();
	}

	/**
	 * Return credentials that are accepted now.
	 * @param accessKeyId the access key ID
	 * @return the credentials, or {@code null} if they are not known, expired or revoked
	 */
	public @Nullable TestCredentials find(String accessKeyId) {
		Key key = this.aws.keys().find(accessKeyId);
		return (key != null && !this.aws.keys().isExpired(key)) ? key.credentials() : null;
	}

	/**
	 * Treat a key as expired from now on.
	 * @param accessKeyId the access key ID
	 * @return this server
	 */
	public AwsTestServer revoke(String accessKeyId) {
		this.aws.keys().revoke(accessKeyId);
		return this;
	}

	/**
	 * Return a role, which is created when it is asked for the first time; roles nobody
	 * asked for deny access.
	 * @param arn the ARN of the role
	 * @return the role, to be narrowed
	 */
	public TestRole role(String arn) {
		return this.aws.roles().role(arn);
	}

	/**
	 * Register a virtual MFA device of all users; each of its codes is accepted once.
	 * @param serialNumber the serial number, usually an ARN
	 * @param seed the seed in base32
	 * @return this server
	 */
	public AwsTestServer mfaDevice(String serialNumber, String seed) {
		this.aws.mfaDevices().add(serialNumber, seed);
		return this;
	}

	/**
	 * Return the code an MFA device shows now, used or not.
	 * @param serialNumber the serial number
	 * @return the code
	 */
	public String currentCode(String serialNumber) {
		return this.aws.mfaDevices().currentCode(serialNumber);
	}

	/**
	 * Return a code of an MFA device that would be accepted now: the current one, or the
	 * next or last one where that was used.
	 * @param serialNumber the serial number
	 * @return the code
	 */
	public String unusedCode(String serialNumber) {
		return this.aws.mfaDevices().unusedCode(serialNumber);
	}

	/**
	 * Accept a web identity token.
	 * @param token the token
	 * @return this server
	 */
	public AwsTestServer webIdentityToken(String token) {
		return webIdentityToken(token, Instant.MAX);
	}

	/**
	 * Accept a web identity token for some time.
	 * @param token the token
	 * @param expiration when it expires
	 * @return this server
	 */
	public AwsTestServer webIdentityToken(String token, Instant expiration) {
		this.aws.webIdentityTokens().add(token, expiration);
		return this;
	}

	/**
	 * Accept a SAML assertion for some time.
	 * @param assertion the assertion, as it stands in the request
	 * @param expiration when it expires
	 * @return this server
	 */
	public AwsTestServer samlAssertion(String assertion, Instant expiration) {
		this.aws.samlAssertions().add(assertion, expiration);
		return this;
	}

	/**
	 * Return the instance metadata service.
	 * @return the service, to be changed
	 */
	public InstanceMetadata instanceMetadata() {
		return this.aws.instanceMetadata();
	}

	/**
	 * Return the credentials endpoint for containers.
	 * @return the endpoint, to be changed
	 */
	public ContainerCredentials container() {
		return this.aws.container();
	}

	/**
	 * Return the IAM Identity Center, with its portal and its OIDC service.
	 * @return the Identity Center, to be changed
	 */
	public IdentityCenter identityCenter() {
		return this.aws.identityCenter();
	}

	/**
	 * Return the sign-in service of {@code aws login}.
	 * @return the service, to be changed
	 */
	public Login login() {
		return this.aws.login();
	}

	/**
	 * Return IAM Roles Anywhere, with trust anchors and profiles.
	 * @return the service, to be changed
	 */
	public RolesAnywhere rolesAnywhere() {
		return this.aws.rolesAnywhere();
	}

	/**
	 * Return the outbound identity federation, whose tokens tell others who a caller is.
	 * @return the federation, to be changed
	 */
	public OutboundFederation outboundFederation() {
		return this.aws.outboundFederation();
	}

	/**
	 * Put a secret into Secrets Manager.
	 * @param name the name of the secret
	 * @param value the value of the secret
	 * @return this server
	 */
	public AwsTestServer secret(String name, String value) {
		this.aws.secretsManager().put(name, value);
		return this;
	}

	/**
	 * Answer signed requests as an API does that checks their signature, API Gateway for
	 * example; they are counted under their method and the path.
	 * @param service the name requests must be signed for, {@code "execute-api"} for
	 * example
	 * @param path the path of the API, with all below
	 * @param json what it answers
	 * @return this server
	 */
	public AwsTestServer api(String service, String path, String json) {
		this.aws.api().add(service, path, json);
		return this;
	}

	/**
	 * Put a parameter into the Parameter Store.
	 * @param name the name of the parameter, beginning with a slash
	 * @param value the value of the parameter
	 * @return this server
	 */
	public AwsTestServer parameter(String name, String value) {
		this.aws.parameterStore().put(name, value);
		return this;
	}

}
