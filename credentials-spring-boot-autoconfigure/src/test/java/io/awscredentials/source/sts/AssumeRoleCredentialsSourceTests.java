package io.awscredentials.source.sts;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.awscredentials.AssumeRoleOptions;
import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsSource;
import io.awscredentials.internal.DetailedSource;
import io.awscredentials.internal.PastExpiry;
import io.awscredentials.internal.RetrievedCredentials;
import io.awscredentials.source.basic.StaticCredentialsSource;
import io.awscredentials.test.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AssumeRoleCredentialsSource}.
 */
class AssumeRoleCredentialsSourceTests {

	private final Sts sts = new Sts();

	@AfterEach
	void close() {
		this.sts.close();
	}

	@Test
	void retrieveAssumesTheRole() {
		Credentials credentials = this.sts.role().retrieve();
		assertThat(credentials.accessKeyId()).startsWith("ASIA");
		assertThat(credentials.sessionToken()).isNotBlank();
		assertThat(credentials.expiration()).isEqualTo(this.sts.instant().plus(Duration.ofHours(1)));
		assertThat(credentials.accountId()).isEqualTo("210987654321");
		assertThat(this.sts.server.issuedCredentials().get(0).secretAccessKey())
			.isEqualTo(credentials.secretAccessKey());
	}

	@Test
	void retrieveSendsEveryOption() {
		AssumeRoleOptions options = AssumeRoleOptions.of(Sts.ROLE)
			.withSessionName("session")
			.withExternalId("tenant-1")
			.withDuration(Duration.ofMinutes(20))
			.withPolicy("{\"Version\": \"2012-10-17\"}")
			.withPolicyArns(List.of("arn:aws:iam::aws:policy/A", "arn:aws:iam::aws:policy/B"))
			.withTags(Map.of("team", "blue & green"))
			.withTransitiveTagKeys(List.of("team"))
			.withSourceIdentity("alice");
		this.sts.server.role(Sts.ROLE).requireExternalId("tenant-1");
		Credentials credentials = new AssumeRoleCredentialsSource(this.sts.keys(), options, this.sts.connection())
			.retrieve();
		assertThat(credentials.expiration()).isEqualTo(this.sts.instant().plus(Duration.ofMinutes(20)));
		assertThat(request().parameters()).containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
				Map.entry("Action", "AssumeRole"), Map.entry("Version", "2011-06-15"), Map.entry("RoleArn", Sts.ROLE),
				Map.entry("RoleSessionName", "session"), Map.entry("ExternalId", "tenant-1"),
				Map.entry("DurationSeconds", "1200"), Map.entry("Policy", "{\"Version\": \"2012-10-17\"}"),
				Map.entry("PolicyArns.member.1.arn", "arn:aws:iam::aws:policy/A"),
				Map.entry("PolicyArns.member.2.arn", "arn:aws:iam::aws:policy/B"),
				Map.entry("Tags.member.1.Key", "team"), Map.entry("Tags.member.1.Value", "blue & green"),
				Map.entry("TransitiveTagKeys.member.1", "team"), Map.entry("SourceIdentity", "alice")));
	}

	@Test
	void retrieveSendsNothingThatIsNotConfigured() {
		this.sts.role().retrieve();
		assertThat(request().parameters().keySet()).containsExactlyInAnyOrder("Action", "Version", "RoleArn",
				"RoleSessionName");
	}

	@Test
	void sessionNameIsThatOfTheSource() {
		AssumeRoleCredentialsSource source = this.sts.role();
		source.retrieve();
		source.retrieve();
		this.sts.role().retrieve();
		List<String> names = this.sts.server.requests("AssumeRole")
			.stream()
			.map((request) -> String.valueOf(request.parameter("RoleSessionName")))
			.toList();
		assertThat(names.get(0)).isEqualTo(names.get(1)).isNotEqualTo(names.get(2));
	}

	@Test
	void rolesCanBeChained() {
		String next = "arn:aws:iam::111122223333:role/next";
		this.sts.server.role(next).trust(Sts.ROLE);
		AssumeRoleCredentialsSource source = new AssumeRoleCredentialsSource(this.sts.role(),
				AssumeRoleOptions.of(next), this.sts.connection());
		assertThat(source.retrieve().accountId()).isEqualTo("111122223333");
		assertThat(source.name()).isEqualTo("AssumeRole < AssumeRole < Static");
		assertThat(source.retrieveDetailed().pastExpiry()).isEqualTo(PastExpiry.SERVE);
	}

	@Test
	void retrieveWhenChainedForTooLongSaysSo() {
		AssumeRoleOptions options = AssumeRoleOptions.of(Sts.ROLE).withDuration(Duration.ofHours(2));
		CredentialsException failure = Sts
			.failure(new AssumeRoleCredentialsSource(this.sts.role(), options, this.sts.connection()));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.STS_REQUEST);
		assertThat(failure.advice()).contains("an hour at most").contains("assume-role.duration");
	}

	@Test
	void retrieveWhenExternalIdIsWrongIsDeniedAndDoesNotShowIt() {
		this.sts.server.role(Sts.ROLE).requireExternalId("tenant-1");
		AssumeRoleOptions options = AssumeRoleOptions.of(Sts.ROLE).withExternalId("tenant-2");
		CredentialsException failure = Sts
			.failure(new AssumeRoleCredentialsSource(this.sts.keys(), options, this.sts.connection()));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.STS_ACCESS_DENIED);
		assertThat(failure.retryable()).isFalse();
		assertThat(failure).hasMessageContaining("AccessDenied")
			.hasMessageContaining(Sts.ROLE)
			.hasMessageContaining(this.sts.server.uri().toString())
			.hasMessageContaining("is not authorized to perform: sts:AssumeRole");
		assertThat(failure.toString()).doesNotContain("tenant-2").doesNotContain(this.sts.user.secretAccessKey());
		assertThat(options.toString()).doesNotContain("tenant-2");
	}

	@Test
	void retrieveWhenSecretIsWrongTellsOfTheKeys() {
		CredentialsSource keys = new StaticCredentialsSource(
				new Credentials(this.sts.user.accessKeyId(), "wrong", null, null, null));
		CredentialsException failure = Sts
			.failure(new AssumeRoleCredentialsSource(keys, AssumeRoleOptions.of(Sts.ROLE), this.sts.connection()));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.STS_ACCESS_DENIED);
		assertThat(failure.advice()).startsWith("Check the keys that this source starts from, AKIA********");
		assertThat(this.sts.server.count("AssumeRole")).isEqualTo(1);
	}

	@Test
	void retrieveWhenInnerCredentialsExpiredInvalidatesThem() {
		Credentials session = this.sts.role().retrieve();
		this.sts.server.revoke(session.accessKeyId());
		Rejections inner = new Rejections(session);
		CredentialsException failure = Sts
			.failure(new AssumeRoleCredentialsSource(inner, AssumeRoleOptions.of(Sts.ROLE), this.sts.connection()));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.STS_EXPIRED_TOKEN);
		assertThat(failure.retryable()).isTrue();
		assertThat(inner.rejected).isEqualTo(session);
	}

	@Test
	void retrieveWhenInnerSourceFailsFailsAlike() {
		CredentialsException expected = new CredentialsException(CredentialsErrorCode.NOT_FOUND, "Inner", "none");
		CredentialsSource inner = () -> {
			throw expected;
		};
		assertThat(Sts
			.failure(new AssumeRoleCredentialsSource(inner, AssumeRoleOptions.of(Sts.ROLE), this.sts.connection())))
			.isSameAs(expected);
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void retrieveWithoutRegionUsesOneOfThePartitionAndSaysSoOnce(CapturedOutput output) {
		String arn = "arn:aws-cn:iam::210987654321:role/demo";
		this.sts.server.role(arn);
		CredentialsSource source = new AssumeRoleCredentialsSource(this.sts.keys(), AssumeRoleOptions.of(arn),
				this.sts.connection(null));
		source.retrieve();
		source.retrieve();
		assertThat(String.valueOf(request().header("Authorization"))).contains("/cn-north-1/sts/aws4_request");
		assertThat(output.getAll().split("No region is configured", -1)).hasSize(2);
	}

	private RecordedRequest request() {
		List<RecordedRequest> requests = this.sts.server.requests("AssumeRole");
		return requests.get(requests.size() - 1);
	}

	private static final class Rejections implements DetailedSource {

		private final Credentials credentials;

		private Credentials rejected;

		Rejections(Credentials credentials) {
			this.credentials = credentials;
			this.rejected = new Credentials("none", "none", null, null, null);
		}

		@Override
		public RetrievedCredentials retrieveDetailed() {
			return new RetrievedCredentials(this.credentials, PastExpiry.REFUSE)
				.withKeeper(() -> this.rejected = this.credentials);
		}

	}

}
