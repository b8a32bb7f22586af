package io.awscredentials.source.sts;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SamlCredentialsSource}.
 */
class SamlCredentialsSourceTests {

	private static final String PROVIDER = "arn:aws:iam::210987654321:saml-provider/idp";

	private static final SamlOptions OPTIONS = new SamlOptions(Sts.ROLE, PROVIDER, Duration.ofMinutes(30), "{}",
			List.of("arn:aws:iam::aws:policy/A"));

	private final Sts sts = new Sts();

	@AfterEach
	void close() {
		this.sts.close();
	}

	@Test
	void retrieveSendsTheAssertion() {
		this.sts.server.samlAssertion("PHNhbWw+", this.sts.instant().plusSeconds(60));
		SamlCredentialsSource source = new SamlCredentialsSource(OPTIONS, () -> "PHNhbWw+", this.sts.connection());
		assertThat(source.retrieve().accountId()).isEqualTo("210987654321");
		assertThat(this.sts.server.requests().get(0).parameters())
			.containsExactlyInAnyOrderEntriesOf(Map.of("Action", "AssumeRoleWithSAML", "Version", "2011-06-15",
					"RoleArn", Sts.ROLE, "PrincipalArn", PROVIDER, "SAMLAssertion", "PHNhbWw+", "DurationSeconds",
					"1800", "Policy", "{}", "PolicyArns.member.1.arn", "arn:aws:iam::aws:policy/A"));
		assertThat(source.name()).isEqualTo("Saml");
	}

	@Test
	void retrieveWhenAssertionExpiredHasItsCode() {
		this.sts.server.samlAssertion("PHNhbWw+", this.sts.instant().minusSeconds(60));
		CredentialsException failure = Sts
			.failure(new SamlCredentialsSource(OPTIONS, () -> "PHNhbWw+", this.sts.connection()));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.STS_EXPIRED_TOKEN);
	}

	@Test
	void retrieveWithoutAssertionHasItsCode() {
		CredentialsException failure = Sts
			.failure(new SamlCredentialsSource(OPTIONS, () -> " ", this.sts.connection()));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.WEB_IDENTITY_TOKEN);
		assertThat(this.sts.server.requests()).isEmpty();
	}

}
