package io.awscredentials;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link AssumeRoleOptions}.
 */
class AssumeRoleOptionsTests {

	private static final AssumeRoleOptions ROLE = AssumeRoleOptions.of("arn:aws:iam::123456789012:role/tenant");

	@Test
	void ofLeavesTheRestToSts() {
		assertThat(ROLE.roleArn()).isEqualTo("arn:aws:iam::123456789012:role/tenant");
		assertThat(ROLE.externalId()).isNull();
		assertThat(ROLE.sessionName()).isNull();
		assertThat(ROLE.duration()).isNull();
		assertThat(ROLE.policy()).isNull();
		assertThat(ROLE.policyArns()).isEmpty();
		assertThat(ROLE.tags()).isEmpty();
		assertThat(ROLE.transitiveTagKeys()).isEmpty();
		assertThat(ROLE.sourceIdentity()).isNull();
		assertThat(ROLE.mfaSerialNumber()).isNull();
	}

	@Test
	void eachOptionIsKeptAndTellsOptionsApart() {
		AssumeRoleOptions all = all();
		assertThat(all.externalId()).isEqualTo("external-id");
		assertThat(all.sessionName()).isEqualTo("session");
		assertThat(all.duration()).isEqualTo(Duration.ofMinutes(20));
		assertThat(all.policy()).isEqualTo("{}");
		assertThat(all.policyArns()).containsExactly("arn:aws:iam::aws:policy/A");
		assertThat(all.tags()).containsExactly(Map.entry("tenant", "blue"));
		assertThat(all.transitiveTagKeys()).containsExactly("tenant");
		assertThat(all.sourceIdentity()).isEqualTo("alice");
		assertThat(all.mfaSerialNumber()).isEqualTo("arn:aws:iam::123456789012:mfa/device");
		Set<AssumeRoleOptions> different = new LinkedHashSet<>(List.of(all, ROLE, all.withExternalId(null),
				all.withSessionName(null), all.withDuration(null), all.withPolicy(null), all.withPolicyArns(List.of()),
				all.withTags(Map.of()), all.withTransitiveTagKeys(List.of()), all.withSourceIdentity(null),
				all.withMfaSerialNumber(null)));
		assertThat(different).hasSize(11);
	}

	@Test
	void equalOptionsAreEqual() {
		assertThat(all()).isEqualTo(all()).hasSameHashCodeAs(all());
		assertThat(ROLE.withPolicy("{}").withPolicy(null)).isEqualTo(ROLE).hasSameHashCodeAs(ROLE);
	}

	@Test
	void optionsDoNotChangeWithWhatTheyWereMadeOf() {
		Map<String, String> tags = new HashMap<>(Map.of("tenant", "blue"));
		AssumeRoleOptions options = ROLE.withTags(tags);
		tags.clear();
		assertThat(options.tags()).containsEntry("tenant", "blue");
	}

	@Test
	void toStringShowsTheRoleOnly() {
		assertThat(all()).hasToString("AssumeRoleOptions[roleArn=arn:aws:iam::123456789012:role/tenant]");
	}

	private static AssumeRoleOptions all() {
		return ROLE.withExternalId("external-id")
			.withSessionName("session")
			.withDuration(Duration.ofMinutes(20))
			.withPolicy("{}")
			.withPolicyArns(List.of("arn:aws:iam::aws:policy/A"))
			.withTags(Map.of("tenant", "blue"))
			.withTransitiveTagKeys(List.of("tenant"))
			.withSourceIdentity("alice")
			.withMfaSerialNumber("arn:aws:iam::123456789012:mfa/device");
	}

}
