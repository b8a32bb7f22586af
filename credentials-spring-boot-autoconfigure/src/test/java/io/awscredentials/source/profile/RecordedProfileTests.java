package io.awscredentials.source.profile;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.awscredentials.ConformanceCases;
import io.awscredentials.CredentialsException;
import io.awscredentials.EnvironmentVariables;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Plans the profiles of the recorded cases, whose requests are other tests' matter.
 */
class RecordedProfileTests {

	@ParameterizedTest(name = "{0}")
	@CsvSource(textBlock = """
			default-chain/e2e_fips_and_dual_stack_sso, Sso
			default-chain/ecs_credentials, NOT_FOUND
			default-chain/ecs_credentials_invalid_profile, NOT_FOUND
			default-chain/eks_pod_identity_no_token_file, NOT_FOUND
			default-chain/imds_assume_role, CredentialSource > AssumeRole
			default-chain/imds_default_chain_error, NOT_FOUND
			default-chain/imds_default_chain_retries, NOT_FOUND
			default-chain/profile_name, AccessKey
			default-chain/profile_overrides_web_identity, CredentialSource > AssumeRole
			default-chain/profile_static_keys, AccessKey
			default-chain/profile_static_keys_case_insensitive, AccessKey
			default-chain/web_identity_source_profile_no_env, PROFILE_INVALID
			default-chain/web_identity_token_env, NOT_FOUND
			default-chain/web_identity_token_invalid_jwt, WebIdentity > AssumeRole
			default-chain/web_identity_token_profile, WebIdentity
			default-chain/web_identity_token_source_profile, WebIdentity > AssumeRole
			profile-provider/assume_role_override_global_env_url, AccessKey > AssumeRole
			profile-provider/assume_role_override_global_profile_url, AccessKey > AssumeRole
			profile-provider/assume_role_override_service_env_url, AccessKey > AssumeRole
			profile-provider/credential_process, Process
			profile-provider/credential_process_failure, Process
			profile-provider/credential_process_invalid, Process
			profile-provider/e2e_assume_role, AccessKey > AssumeRole
			profile-provider/invalid_config, PROFILE_PARSE
			profile-provider/region_override, AccessKey > AssumeRole
			profile-provider/sso_credentials, Sso
			profile-provider/sso_override_global_env_url, Sso
			profile-provider/sso_token, NOT_FOUND
			""")
	void planTakesTheRecordedSteps(String name, String steps) {
		Map<String, String> recorded = ConformanceCases.strings(ConformanceCases.json(name + "/env.json"));
		Path root = ConformanceCases.path(name).resolve("fs");
		recorded.computeIfPresent("HOME", (key, value) -> root + value);
		EnvironmentVariables environment = recorded::get;
		assertThat(plan(new ProfileFiles(ProfileOptions.defaults(), environment, null))).isEqualTo(steps);
	}

	private String plan(ProfileFiles files) {
		try {
			ProfilePlan plan = files.plan();
			return Stream.concat(Stream.of(plan.base()), plan.roles().stream())
				.map((step) -> step.getClass().getSimpleName())
				.collect(Collectors.joining(" > "));
		}
		catch (CredentialsException ex) {
			return ex.code().name();
		}
	}

}
