package io.awscredentials.source.sts;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StsRequest} and {@link IdentityOptions}.
 */
class StsRequestTests {

	private final StsRequest request = new StsRequest("AssumeRole").with("RoleArn", Sts.ROLE)
		.withSecret("ExternalId", "tenant-1");

	@Test
	void stringRepresentationShowsNoParameter() {
		assertThat(this.request).hasToString("AssumeRole");
	}

	@Test
	void callIsMadeOnceIfItHasACode() {
		assertThat(this.request.withMfa(Sts.DEVICE, null).once()).isFalse();
		assertThat(this.request.withMfa(Sts.DEVICE, "123456").once()).isTrue();
		assertThat(this.request.secrets()).containsExactly("tenant-1", "123456");
		assertThat(this.request.withMfa(Sts.DEVICE, null).once()).as("it has a code still").isTrue();
	}

	@Test
	void bodyIsAForm() {
		assertThat(new String(this.request.body(), StandardCharsets.UTF_8))
			.isEqualTo("Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A210987654321%3Arole%2Fdemo"
					+ "&ExternalId=tenant-1");
	}

	@Test
	void identityIsCheckedIfThatIsAskedForOrAnAccountIsExpected() {
		assertThat(options(List.of(), false).any()).isFalse();
		assertThat(options(List.of(), true).any()).isTrue();
		assertThat(options(List.of("123456789012"), false).any()).isTrue();
	}

	private static IdentityOptions options(List<String> accounts, boolean verify) {
		return new IdentityOptions("default", accounts, "property", verify, null);
	}

}
