package io.awscredentials.test.autoconfigure;

import io.awscredentials.CredentialsProvider;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jdbc.test.autoconfigure.DataJdbcTest;

import static io.awscredentials.test.assertj.CredentialsAssertions.assertThat;

/**
 * Tests {@link AutoConfigureTestCredentials} in a slice of Spring Data JDBC.
 */
@DataJdbcTest
@AutoConfigureTestCredentials(accessKeyId = "ASIAIOSFODNN7EXAMPLE", secretAccessKey = "secret", sessionToken = "token")
class DataJdbcSliceTests {

	@Test
	void credentialsAreThoseOfTheAnnotation(@Autowired CredentialsProvider provider) {
		assertThat(provider).hasAccessKeyId("ASIAIOSFODNN7EXAMPLE")
			.hasSecretAccessKey("secret")
			.hasSessionToken("token")
			.isTemporary();
	}

}
