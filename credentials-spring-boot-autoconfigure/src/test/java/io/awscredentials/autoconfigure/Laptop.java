package io.awscredentials.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.awscredentials.EnvironmentVariables;
import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.TestCredentials;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/**
 * The home folder of a developer, whose profiles were written by several tools over the
 * years and on Windows, and an AWS in which all of them are good for something.
 */
final class Laptop implements AutoCloseable {

	static final String START_URL = "https://corp.awsapps.com/start";

	static final String LOGIN_SESSION = "arn:aws:iam::123456789012:user/Zoë";

	static final String DEVICE = "arn:aws:iam::123456789012:mfa/zoe";

	private static final String CONFIG = """
			\uFEFF# Größe: everything I ever needed
			[default]
			region = eu-central-1
			output = json
			cli_pager =

			[plugins]
			endpoint = awscli_plugin_endpoint

			[profile größe]
			region = us-east-1

			[profile work]   ; the long-lived user, keys are in the other file
			region=eu-west-1
			s3 =
			  max_concurrent_requests = 20
			  # be nice
			\taddressing_style = path
			retry_mode\t=\tstandard

			[profile work-mfa]
			role_arn         = arn:aws:iam::111122223333:role/Developer
			source_profile   = work
			mfa_serial       = arn:aws:iam::123456789012:mfa/zoe
			duration_seconds = 28800
			role_session_name = zoe

			[profile prod]
			role_arn\t=\tarn:aws:iam::444455556666:role/Deploy
			source_profile\t=\twork-mfa
			external_id = 0815/4711 # of the team
			region = us-east-1

			[sso-session corp]
			sso_start_url = https://corp.awsapps.com/start
			sso_region = eu-central-1
			sso_registration_scopes = sso:account:access

			[profile sso]
			sso_session = corp
			sso_account_id = 012345678901
			sso_role_name = PowerUser

			[profile sso-old]
			sso_start_url = https://corp.awsapps.com/start
			sso_region = eu-central-1
			sso_account_id = 012345678901
			sso_role_name = ReadOnly

			[profile sso-role]
			role_arn = arn:aws:iam::777788889999:role/Audit
			source_profile = sso

			[profile vault]
			credential_process = "$HOME/bin/vault it" --team "my team" # not me
			aws_account_id = 999999999999

			[profile console]
			login_session = arn:aws:iam::123456789012:user/Zoë
			region = eu-north-1

			[profile pod]
			role_arn = arn:aws:iam::123456789012:role/Pod
			web_identity_token_file = ~/token
			role_session_name = pod

			[profile on-ec2]
			role_arn = arn:aws:iam::123456789012:role/App
			credential_source = Ec2InstanceMetadata
			ec2_metadata_service_endpoint = $AWS
			metadata_service_num_attempts = 2

			[profile on-ecs]
			role_arn = arn:aws:iam::123456789012:role/App
			credential_source = ecscontainer

			[profile exported]
			role_arn = arn:aws:iam::123456789012:role/App
			credential_source = Environment

			[profile localstack]
			services = local
			AWS_ACCESS_KEY_ID = test
			AWS_SECRET_ACCESS_KEY = test

			[services local]
			sts =
			  endpoint_url = http://localhost:4566
			""";

	private static final String CREDENTIALS = """
			; written by hand
			[work]
			aws_access_key_id = $KEY
			aws_secret_access_key = $SECRET
			[default]
			aws_access_key_id     = ASIAIOSFODNN7DEFAULT
			aws_secret_access_key = je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY
			aws_session_token     = IQoJb3JpZ2luX2VjEJr//w==
			aws_security_token    = IQoJb3JpZ2luX2VjEJr//w==
			x_security_token_expires = 2026-11-21T12:00:00+01:00
			""";

	private static final String PROGRAM = """
			#!/bin/sh
			[ "$*" = "--team my team" ] || { echo "usage: $*" >&2; exit 2; }
			echo '{"Version": 1, "AccessKeyId": "AKIAVAULT", "SecretAccessKey": "secret"}'
			""";

	final AwsTestServer aws = AwsTestServer.start();

	final TestCredentials user = this.aws.addUser();

	final Map<String, String> environment = new HashMap<>();

	private final Path home;

	Laptop(Path home) {
		this.home = home;
		write(".aws/config",
				CONFIG.replace("$HOME", home.toString())
					.replace("$AWS", this.aws.uri().toString())
					.replace("\n", "\r\n"));
		write(".aws/credentials",
				CREDENTIALS.replace("$KEY", this.user.accessKeyId()).replace("$SECRET", this.user.secretAccessKey()));
		write("token", "pod-token\n");
		executable(write("bin/vault it", PROGRAM));
		this.environment.put("HOME", home.toString());
		this.environment.put("AWS_ENDPOINT_URL", this.aws.uri().toString());
		this.aws.webIdentityToken("pod-token");
		this.aws.container().authorizationToken(null);
		this.aws.mfaDevice(DEVICE, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP");
	}

	Path file(String name) {
		return this.home.resolve(name);
	}

	Path write(String name, String content) {
		try {
			Path file = file(name);
			Files.createDirectories(file.getParent());
			return Files.write(file, content.getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String read(String name) {
		try {
			return Files.readString(file(name));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return where a profile starts, as messages show it.
	 * @param profile the name of the profile
	 * @return file and line
	 */
	String place(String profile) {
		List<String> lines = read(".aws/config").lines().toList();
		int line = 1;
		while (!lines.get(line - 1).startsWith("[profile " + profile + "]")) {
			line++;
		}
		return "'" + profile + "' (" + file(".aws/config") + ", line " + line + ")";
	}

	private static void executable(Path file) {
		try {
			Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void signIn() {
		Path cache = file(".aws/sso/cache");
		this.aws.identityCenter().signIn().writeTo(cache, "corp", START_URL);
		this.aws.identityCenter().signIn().writeTo(cache, START_URL, START_URL);
		this.aws.login().signIn().writeTo(file(".aws/login/cache"), LOGIN_SESSION);
	}

	ApplicationContextRunner runner(String profile) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class))
			.withBean(EnvironmentVariables.class, () -> this.environment::get)
			.withPropertyValues("aws.credentials.startup=lazy", "aws.credentials.http.max-attempts=1",
					"aws.credentials.profile.name=" + profile);
	}

	@Override
	public void close() {
		this.aws.close();
	}

}
