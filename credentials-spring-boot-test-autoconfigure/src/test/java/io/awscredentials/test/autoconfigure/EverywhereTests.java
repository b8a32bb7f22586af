package io.awscredentials.test.autoconfigure;

import io.awscredentials.AssumeRoleOptions;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.identity.IdentityTokens;
import io.awscredentials.refresh.CredentialsProviders;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import io.awscredentials.test.AwsTestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static io.awscredentials.test.assertj.CredentialsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests {@link AutoConfigureTestCredentials} where the application takes its credentials
 * from everywhere, none of which is there.
 */
@SpringBootTest
@ActiveProfiles("everywhere")
@AutoConfigureTestCredentials
class EverywhereTests {

	private static final String ACCESS_KEY_ID = "AKIAIOSFODNN7EXAMPLE";

	private static final AwsTestServer aws = AwsTestServer.start();

	@DynamicPropertySource
	static void metadata(DynamicPropertyRegistry registry) {
		registry.add("metadata", aws::uri);
	}

	@AfterAll
	static void close() {
		aws.close();
	}

	@Test
	void everyProviderHasTheSame(@Autowired CredentialsProvider provider, @Autowired CredentialsProviders all,
			@Autowired @Qualifier("archive") CredentialsProvider archive) {
		assertThat(provider).hasAccessKeyId(ACCESS_KEY_ID)
			.hasSecretAccessKey("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
			.hasAccountId("123456789012")
			.isLongTerm();
		assertThat(archive).hasAccessKeyId(ACCESS_KEY_ID);
		assertThat(all.all()).extracting(RefreshingCredentialsProvider::name)
			.containsExactly("default", "archive", "machine", "reports");
		assertThat(all.all()).allSatisfy((each) -> {
			assertThat(each).hasAccessKeyId(ACCESS_KEY_ID);
			assertThat(each.status().source()).isEqualTo("TestCredentials");
		});
	}

	@Test
	void soHaveTheSdkAndRolesOfRunTime(@Autowired AwsCredentialsProvider sdk,
			@Autowired @Qualifier("archive") AwsCredentialsProvider archive, @Autowired CredentialsProviders all) {
		assertThat(sdk.resolveCredentials().accessKeyId()).isEqualTo(ACCESS_KEY_ID);
		assertThat(archive.resolveCredentials().accessKeyId()).isEqualTo(ACCESS_KEY_ID);
		assertThat(all.assumeRole(AssumeRoleOptions.of("arn:aws:iam::666666666666:role/tenant")))
			.hasAccessKeyId(ACCESS_KEY_ID);
	}

	@Test
	void identityTokenIsOneThatNobodyAccepts(@Autowired IdentityTokens tokens) {
		assertThat(tokens.get("partner").getToken().value()).isEqualTo("token-for-tests");
	}

	@Test
	void nothingIsAsked(@Autowired CredentialsProviders all) {
		all.all().forEach((provider) -> provider.refresh().join());
		assertThat(aws).hasReceivedNothing();
	}

}
