package io.awscredentials.autoconfigure;

/**
 * What is in the files of a {@link Laptop}: {@code $HOME} is its home folder,
 * {@code $AWS} the address of AWS, {@code $KEY} and {@code $SECRET} the keys of its user.
 */
final class LaptopFiles {

	static final String CONFIG = """
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

			[profile audit]
			source_profile = prod
			role_arn = arn:aws:iam::777788889999:role/Audit

			[profile self]
			role_arn = arn:aws:iam::123456789012:role/App
			source_profile = self

			[profile localstack]
			AWS_ACCESS_KEY_ID = test
			AWS_SECRET_ACCESS_KEY = test

			[profile localstack-role]
			role_arn = arn:aws:iam::123456789012:role/App
			source_profile = localstack
			services = local

			[services local]
			sts =
			  endpoint_url = $AWS
			s3 =
			  endpoint_url = http://s3.localhost:4566

			[profile floci]
			role_arn = arn:aws:iam::123456789012:role/App
			source_profile = localstack
			endpoint_url = $AWS

			[profile region-only]
			region = eu-central-1

			[profile token-only]
			sso_session = corp

			[profile half]
			aws_access_key_id = AKIAHALF

			[profile half-sso]
			sso_session = corp
			sso_account_id = 012345678901

			[profile half-role]
			role_arn = arn:aws:iam::123456789012:role/App

			[profile lost]
			role_arn = arn:aws:iam::123456789012:role/App
			source_profile = laptop-of-2019

			[profile lost-session]
			sso_session = old-corp
			sso_account_id = 012345678901
			sso_role_name = ReadOnly

			[profile hen]
			role_arn = arn:aws:iam::123456789012:role/Hen
			source_profile = egg

			[profile egg]
			role_arn = arn:aws:iam::123456789012:role/Egg
			source_profile = hen

			[profile lambda]
			role_arn = arn:aws:iam::123456789012:role/App
			credential_source = Lambda
			""";

	static final String CREDENTIALS = """
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
			[self]
			aws_access_key_id = $KEY
			aws_secret_access_key = $SECRET
			""";

	static final String PROGRAM = """
			#!/bin/sh
			[ "$*" = "--team my team" ] || { echo "usage: $*" >&2; exit 2; }
			echo '{"Version": 1, "AccessKeyId": "AKIAVAULT", "SecretAccessKey": "secret"}'
			""";

	private LaptopFiles() {
	}

}
