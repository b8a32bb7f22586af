package io.awscredentials.test.autoconfigure;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsProvider;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import static io.awscredentials.test.assertj.CredentialsAssertions.assertThat;
import static org.mockito.BDDMockito.given;

/**
 * Tests {@link AutoConfigureTestCredentials} where the test has a provider of its own.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE,
		properties = "aws.credentials.named.archive.process.command=/nowhere/vend")
@AutoConfigureTestCredentials
class OwnProviderTests {

	@MockitoBean
	private CredentialsProvider provider;

	@Test
	void isLeftAlone(@Autowired TestApplication.AccountController controller,
			@Autowired @Qualifier("archive") CredentialsProvider archive) {
		given(this.provider.resolveCredentials())
			.willReturn(new Credentials("AKIDMOCK", "secret", null, null, "444455556666"));
		assertThat(this.provider).hasAccessKeyId("AKIDMOCK");
		org.assertj.core.api.Assertions.assertThat(controller.account()).isEqualTo("444455556666");
		assertThat(archive).hasAccountId("123456789012");
	}

}
