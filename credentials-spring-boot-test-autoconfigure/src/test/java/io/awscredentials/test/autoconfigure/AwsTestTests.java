package io.awscredentials.test.autoconfigure;

import java.time.Duration;
import java.time.Instant;

import io.awscredentials.CredentialsProvider;
import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.MutableClock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static io.awscredentials.test.assertj.CredentialsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests {@link AwsTest} with a role that is assumed by the user of the server.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE,
		properties = { "aws.credentials.startup=required", "aws.credentials.process.command=/nowhere/vend",
				"aws.credentials.assume-role.role-arn=" + AwsTestTests.ROLE,
				"aws.credentials.assume-role.external-id=tenant-1" })
@AwsTest(roles = AwsTestTests.ROLE, mutableClock = true)
class AwsTestTests {

	static final String ROLE = "arn:aws:iam::123456789012:role/orders";

	@Autowired
	private AwsTestServer server;

	@BeforeAll
	static void narrow(AwsTestServer aws) {
		assertThat(aws).hasReceivedNothing();
		aws.role(ROLE).requireExternalId("tenant-1");
	}

	@Test
	void roleIsAssumed(@Autowired CredentialsProvider provider, AwsTestServer aws,
			@Value("${aws.credentials.static.access-key-id}") String user) {
		assertThat(provider).isTemporary().hasAccountId(AwsTestServer.ACCOUNT_ID);
		assertThat(aws).isSameAs(this.server)
			.lastRequest("AssumeRole")
			.hasParameter("RoleArn", ROLE)
			.hasParameter("ExternalId", "tenant-1")
			.isSignedWith(user)
			.wasAnsweredWith(200);
	}

	@Test
	void timeIsThatOfTheTest(@Autowired CredentialsProvider provider, AwsTestServer aws, MutableClock clock) {
		Instant expiration = provider.resolveCredentials().expiration();
		assertThat(expiration).isAfter(clock.instant());
		clock.advance(Duration.ofHours(2));
		assertThat(provider).expiresAfter(expiration).expiresBefore(clock.instant().plus(Duration.ofHours(2)));
	}

	@Nested
	class InNestedClass {

		@Test
		void serverIsTheSame(AwsTestServer aws) {
			assertThat(aws).isSameAs(AwsTestTests.this.server);
		}

	}

}
