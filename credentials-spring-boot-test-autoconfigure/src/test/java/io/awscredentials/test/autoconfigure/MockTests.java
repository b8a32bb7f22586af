package io.awscredentials.test.autoconfigure;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import static io.awscredentials.test.assertj.CredentialsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

/**
 * Tests who uses the mock that the documentation shows.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE, properties = { "aws.credentials.process.command=/nowhere/vend",
		"aws.credentials.named.archive.source=default", "aws.credentials.named.archive.startup=lazy" })
class MockTests {

	@MockitoBean
	private CredentialsProvider provider;

	@BeforeEach
	void give() {
		given(this.provider.resolveCredentials())
			.willReturn(new Credentials("AKIDMOCK", "secret", null, null, "444455556666"));
	}

	@Test
	void sdkUsesIt(@Autowired AwsCredentialsProvider sdk) {
		assertThat(sdk.resolveCredentials().accessKeyId()).isEqualTo("AKIDMOCK");
	}

	@Test
	void providerThatStartsFromItUsesIt(@Autowired @Qualifier("archive") CredentialsProvider archive) {
		assertThat(archive).hasAccountId("444455556666");
	}

}
