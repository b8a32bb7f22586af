package io.awscredentials.test.autoconfigure;

import java.time.Duration;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.Fault;
import io.awscredentials.test.MutableClock;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static io.awscredentials.test.assertj.CredentialsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests {@link AwsTest} with the outage that the documentation shows.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE,
		properties = "aws.credentials.assume-role.role-arn=arn:aws:iam::123456789012:role/orders")
@AwsTest(roles = "arn:aws:iam::123456789012:role/orders", mutableClock = true)
class OutageTests {

	@Test
	void outageOfAwsIsNoneOfOurs(@Autowired CredentialsProvider provider, AwsTestServer aws, MutableClock clock) {
		Credentials before = provider.resolveCredentials();
		aws.fault(Fault.status(503).onAction("AssumeRole"));
		clock.advance(Duration.ofHours(2));
		assertThat(provider.resolveCredentials()).isEqualTo(before);
		aws.clearFaults();
		clock.advance(Duration.ofMinutes(1));
		assertThat(provider).expiresAfter(clock.instant());
	}

}
