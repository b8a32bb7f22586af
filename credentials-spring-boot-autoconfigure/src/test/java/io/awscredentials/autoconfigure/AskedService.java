package io.awscredentials.autoconfigure;

import java.time.Duration;

import io.awscredentials.CredentialsErrorCode;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/**
 * Who is asked for credentials, or for what leads to them.
 */
enum AskedService {

	STS("assumeRoleCredentialsSource", "STS", CredentialsErrorCode.CONNECTION,
			"<ErrorResponse><Error><Code>InternalFailure</Code></Error></ErrorResponse>") {

		@Override
		ApplicationContextRunner prepare(ServiceOutageTests tests, ApplicationContextRunner runner) {
			return runner.withPropertyValues("aws.credentials.static.access-key-id=AKIAEXAMPLE",
					"aws.credentials.static.secret-access-key=secret",
					"aws.credentials.assume-role.role-arn=arn:aws:iam::123456789012:role/demo");
		}

	},

	STS_UNSIGNED("webIdentityCredentialsSource", "STS", CredentialsErrorCode.CONNECTION,
			"<ErrorResponse><Error><Code>ServiceUnavailable</Code></Error></ErrorResponse>") {

		@Override
		ApplicationContextRunner prepare(ServiceOutageTests tests, ApplicationContextRunner runner) {
			tests.environment.put("GITLAB_OIDC_TOKEN", "token");
			return tests.web(runner, "gitlab");
		}

	},

	PORTAL("ssoCredentialsSource", "the service", CredentialsErrorCode.CONNECTION,
			"{\"__type\":\"InternalServerException\"}") {

		@Override
		ApplicationContextRunner prepare(ServiceOutageTests tests, ApplicationContextRunner runner) {
			tests.cachedSignIn(Duration.ZERO);
			return runner.withPropertyValues("aws.credentials.sso.session=dev",
					"aws.credentials.sso.start-url=" + ServiceOutageTests.START_URL,
					"aws.credentials.sso.region=us-east-1", "aws.credentials.sso.account-id=123456789012",
					"aws.credentials.sso.role-name=Reader");
		}

	},

	OIDC("ssoCredentialsSource", "the service", CredentialsErrorCode.CONNECTION, "{\"error\":\"server_error\"}") {

		@Override
		ApplicationContextRunner prepare(ServiceOutageTests tests, ApplicationContextRunner runner) {
			ApplicationContextRunner prepared = PORTAL.prepare(tests, runner);
			tests.cachedSignIn(Duration.ofDays(1));
			return prepared;
		}

	},

	LOGIN("loginCredentialsSource", "the service", CredentialsErrorCode.CONNECTION, "{\"error\":\"server_error\"}") {

		@Override
		ApplicationContextRunner prepare(ServiceOutageTests tests, ApplicationContextRunner runner) {
			tests.cachedSignIn(Duration.ofDays(1));
			return runner.withPropertyValues("aws.credentials.login.session=session");
		}

	},

	ROLES_ANYWHERE("rolesAnywhereCredentialsSource", "IAM Roles Anywhere", CredentialsErrorCode.CONNECTION,
			"{\"__type\":\"InternalServerException\",\"message\":\"Oops\"}") {

		@Override
		ApplicationContextRunner prepare(ServiceOutageTests tests, ApplicationContextRunner runner) {
			try (CertificateFiles files = new CertificateFiles(tests.folder)) {
				files.renew();
				return runner.withPropertyValues(files.properties("aws.credentials"))
					.withPropertyValues("aws.credentials.roles-anywhere.endpoint=" + tests.address);
			}
		}

	},

	VAULT("vaultCredentialsSource", "Vault", CredentialsErrorCode.VAULT_UNAVAILABLE,
			"{\"errors\":[\"internal error\"]}") {

		@Override
		ApplicationContextRunner prepare(ServiceOutageTests tests, ApplicationContextRunner runner) {
			return runner.withPropertyValues("aws.credentials.vault.uri=" + tests.address,
					"aws.credentials.vault.role=demo", "aws.credentials.vault.token=hvs.token");
		}

	},

	CONTAINER("containerCredentialsSource", "the container's agent", CredentialsErrorCode.CONTAINER_UNAVAILABLE,
			"{\"code\":\"Internal\",\"message\":\"Oops\"}") {

		@Override
		ApplicationContextRunner prepare(ServiceOutageTests tests, ApplicationContextRunner runner) {
			return runner.withPropertyValues("aws.credentials.container.full-uri=" + tests.address + "/v1");
		}

	},

	INSTANCE_METADATA("instanceMetadataCredentialsSource", "the metadata service",
			CredentialsErrorCode.IMDS_UNAVAILABLE, "<?xml version=\"1.0\"?><html/>") {

		@Override
		ApplicationContextRunner prepare(ServiceOutageTests tests, ApplicationContextRunner runner) {
			return runner.withPropertyValues("aws.credentials.instance-metadata.endpoint=" + tests.address);
		}

	},

	GITHUB("webIdentityCredentialsSource", "GitHub Actions", CredentialsErrorCode.CONNECTION,
			"{\"message\":\"Oops\"}") {

		@Override
		ApplicationContextRunner prepare(ServiceOutageTests tests, ApplicationContextRunner runner) {
			tests.environment.put("ACTIONS_ID_TOKEN_REQUEST_URL", tests.address + "/token");
			tests.environment.put("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "job");
			return tests.web(runner, "github");
		}

	},

	GOOGLE("webIdentityCredentialsSource", "Google Cloud", CredentialsErrorCode.CONNECTION, "Oops") {

		@Override
		ApplicationContextRunner prepare(ServiceOutageTests tests, ApplicationContextRunner runner) {
			tests.environment.put("GCE_METADATA_HOST", tests.address.substring("http://".length()));
			return tests.web(runner, "google");
		}

	},

	AZURE("webIdentityCredentialsSource", "Azure", CredentialsErrorCode.CONNECTION, "{\"statusCode\":500}") {

		@Override
		ApplicationContextRunner prepare(ServiceOutageTests tests, ApplicationContextRunner runner) {
			tests.environment.put("IDENTITY_ENDPOINT", tests.address + "/msi/token");
			tests.environment.put("IDENTITY_HEADER", "header");
			return tests.web(runner, "azure");
		}

	};

	private final String bean;

	private final String display;

	private final CredentialsErrorCode outage;

	private final String error;

	AskedService(String bean, String display, CredentialsErrorCode outage, String error) {
		this.bean = bean;
		this.display = display;
		this.outage = outage;
		this.error = error;
	}

	String bean() {
		return this.bean;
	}

	String display() {
		return this.display;
	}

	CredentialsErrorCode outage() {
		return this.outage;
	}

	String error() {
		return this.error;
	}

	abstract ApplicationContextRunner prepare(ServiceOutageTests tests, ApplicationContextRunner runner);

}
