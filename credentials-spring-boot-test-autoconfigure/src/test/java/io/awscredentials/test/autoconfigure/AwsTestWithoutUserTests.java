package io.awscredentials.test.autoconfigure;

import io.awscredentials.CredentialsProvider;
import io.awscredentials.test.AwsTestServer;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static io.awscredentials.test.assertj.CredentialsAssertions.assertThat;

/**
 * Tests {@link AwsTest} where the configuration says what the source is.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE,
		properties = "aws.credentials.instance-metadata.endpoint=${awscredentials.test.uri}")
@AwsTest(user = false)
class AwsTestWithoutUserTests {

	@Test
	void credentialsAreThoseOfTheInstance(@Autowired CredentialsProvider provider, AwsTestServer aws) {
		assertThat(provider).isTemporary();
		assertThat(aws).hasReceived("GetMetadataToken");
	}

}
