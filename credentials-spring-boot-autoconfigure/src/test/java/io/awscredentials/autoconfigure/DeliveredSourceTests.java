package io.awscredentials.autoconfigure;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.CredentialsSource;
import io.awscredentials.refresh.RefreshState;
import io.awscredentials.refresh.RefreshStatus;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for a source that has delivered and then finds nothing: it has failed and is not
 * absent, so that the credentials of somebody else are never served in its place.
 */
class DeliveredSourceTests {

	private static final String ROLE = "arn:aws:iam::123456789012:role/demo";

	@RegisterExtension
	private final Laptop laptop = new Laptop();

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());

	private ApplicationContextRunner contextRunner = this.laptop.runner();

	@BeforeEach
	void provide() {
		this.laptop.environment.put("AWS_CONFIG_FILE", this.laptop.file("config").toString());
		this.laptop.environment.put("AWS_SHARED_CREDENTIALS_FILE", this.laptop.file("keys").toString());
		this.laptop.environment.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", this.laptop.aws.uri().toString());
		this.contextRunner = this.contextRunner.withBean("credentialsClock", InstantSource.class, () -> this.now::get);
		this.laptop.aws.role(ROLE);
		writeKeys("default");
	}

	private void writeKeys(String profile) {
		this.laptop.write("keys", "[" + profile + "]\naws_access_key_id = " + this.laptop.user.accessKeyId()
				+ "\naws_secret_access_key = " + this.laptop.user.secretAccessKey() + "\n");
	}

	private void empty() {
		this.laptop.write("keys", "");
	}

	@Test
	void profileThatIsEmptyForAMomentIsNotReplacedByTheRoleOfTheNode() {
		this.contextRunner.run(this::keepsTheKeys);
		this.laptop.environment.put("AWS_PROFILE", "work");
		writeKeys("work");
		this.contextRunner.run(this::keepsTheKeys);
	}

	@Test
	void profileThatIsEmptyForAMomentIsNotReplacedByThatOfTheContainer() {
		this.laptop.environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI",
				this.laptop.aws.container().fullUri().toString());
		this.contextRunner.run(this::keepsTheKeys);
	}

	private void keepsTheKeys(ApplicationContext context) {
		RefreshingCredentialsProvider provider = context.getBean(RefreshingCredentialsProvider.class);
		Credentials keys = provider.resolveCredentials();
		assertThat(keys.accessKeyId()).isEqualTo(this.laptop.user.accessKeyId());
		String right = this.laptop.read("keys");
		empty();
		assertThat(catchThrowable(provider.refresh()::join)).hasCauseInstanceOf(CredentialsException.class);
		RefreshStatus status = provider.status();
		assertThat(status.state()).isEqualTo(RefreshState.STALE);
		assertThat(status.source()).startsWith("Static (profile ");
		assertThat(status.lastFailure()).isNotNull()
			.extracting(RefreshStatus.Failure::message)
			.asString()
			.contains(this.laptop.file("keys").toString());
		provider.invalidate(keys);
		assertThat(catchThrowable(provider::resolveCredentials)).isInstanceOf(CredentialsException.class);
		this.laptop.write("keys", right);
		provider.refresh().join();
		assertThat(provider.resolveCredentials()).isEqualTo(keys);
		assertThat(this.laptop.aws.requests()).isEmpty();
	}

	@Test
	void environmentThatNamesAProfileIsNotReplacedEvenIfTheFileIsEmptyAtTheStart() {
		this.laptop.environment.put("AWS_PROFILE", "work");
		empty();
		this.contextRunner.run((context) -> {
			CredentialsProvider provider = context.getBean(CredentialsProvider.class);
			assertThat(catchThrowable(provider::resolveCredentials)).isInstanceOfSatisfying(CredentialsException.class,
					(failure) -> assertThat(failure.code()).isEqualTo(CredentialsErrorCode.PROFILE_NOT_FOUND));
			assertThat(this.laptop.aws.requests()).isEmpty();
		});
	}

	@Test
	void roleIsServedOnWhileTheProfileItStartsFromIsEmpty() {
		for (String source : new String[] { "chain=profile,instance-metadata", "profile.name=default" }) {
			this.contextRunner
				.withPropertyValues("aws.credentials." + source, "aws.credentials.assume-role.role-arn=" + ROLE)
				.run(this::isServedOn);
			writeKeys("default");
		}
	}

	@Test
	void roleOfAProfileIsServedOnWhileItsFilesAreEmpty() {
		this.laptop.write("config", "[default]\nrole_arn = " + ROLE + "\nsource_profile = base\n");
		writeKeys("base");
		this.contextRunner.run((context) -> {
			RefreshingCredentialsProvider provider = context.getBean(RefreshingCredentialsProvider.class);
			provider.resolveCredentials();
			this.laptop.write("config", "");
			isServedOn(provider);
		});
	}

	@Test
	void roleIsServedOnWhileASourceOfTheApplicationFindsNothing() {
		AtomicReference<Credentials> keys = new AtomicReference<>(
				new Credentials(this.laptop.user.accessKeyId(), this.laptop.user.secretAccessKey(), null, null, null));
		CredentialsSource custom = () -> {
			Credentials present = keys.get();
			if (present == null) {
				throw new CredentialsException(CredentialsErrorCode.NOT_FOUND, "Vault", "The vault is sealed");
			}
			return present;
		};
		this.contextRunner.withBean("customCredentialsSource", CredentialsSource.class, () -> custom)
			.withPropertyValues("aws.credentials.assume-role.role-arn=" + ROLE)
			.run((context) -> {
				RefreshingCredentialsProvider provider = context.getBean(RefreshingCredentialsProvider.class);
				provider.resolveCredentials();
				keys.set(null);
				isServedOn(provider);
			});
	}

	private void isServedOn(ApplicationContext context) {
		isServedOn(context.getBean(RefreshingCredentialsProvider.class));
	}

	private void isServedOn(RefreshingCredentialsProvider provider) {
		Credentials role = provider.resolveCredentials();
		empty();
		assertThat(catchThrowable(provider.refresh()::join)).hasCauseInstanceOf(CredentialsException.class);
		this.now.set(this.now.get().plus(Duration.ofHours(2)));
		assertThat(catchThrowable(provider.refresh()::join)).hasCauseInstanceOf(CredentialsException.class);
		assertThat(provider.status().state()).isEqualTo(RefreshState.EXTENDED);
		assertThat(provider.resolveCredentials()).isEqualTo(role);
	}

	@Test
	void newKeysAreServedTenSecondsAfterAFileThatWasBadForOneLook() {
		this.contextRunner.run((context) -> {
			RefreshingCredentialsProvider provider = context.getBean(RefreshingCredentialsProvider.class);
			provider.resolveCredentials();
			this.laptop.write("keys", "[default\n");
			assertThat(catchThrowable(provider.refresh()::join)).hasCauseInstanceOf(CredentialsException.class);
			assertThat(provider.status().nextRefresh()).isEqualTo(truncated(this.now.get().plusSeconds(10)));
			this.laptop.write("keys", "[default]\naws_access_key_id = AKIANEW\naws_secret_access_key = x\n");
			this.now.set(this.now.get().plusSeconds(10));
			Awaitility.await()
				.untilAsserted(() -> assertThat(provider.resolveCredentials().accessKeyId()).isEqualTo("AKIANEW"));
			assertThat(provider.status().state()).isEqualTo(RefreshState.VALID);
		});
	}

	private static Instant truncated(Instant instant) {
		return Instant.ofEpochMilli(instant.toEpochMilli());
	}

}
