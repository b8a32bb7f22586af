package io.awscredentials.test.autoconfigure;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.test.AwsTestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static io.awscredentials.test.assertj.CredentialsAssertions.assertThat;

/**
 * Tests {@link AwsTest} with a role that is narrowed before the application starts.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE,
		properties = "aws.credentials.assume-role.role-arn=" + DeniedTests.ROLE)
@AwsTest(roles = DeniedTests.ROLE)
class DeniedTests {

	static final String ROLE = "arn:aws:iam::123456789012:role/orders";

	@BeforeAll
	static void narrow(AwsTestServer aws) {
		aws.role(ROLE).requireExternalId("tenant-1");
	}

	@Test
	void isDeniedWithoutExternalId(@Autowired CredentialsProvider provider, AwsTestServer aws) {
		assertThat(provider).failsWith(CredentialsErrorCode.STS_ACCESS_DENIED);
		assertThat(aws).lastRequest("AssumeRole").hasParameter("RoleArn", ROLE).hasNoParameter("ExternalId");
	}

}
