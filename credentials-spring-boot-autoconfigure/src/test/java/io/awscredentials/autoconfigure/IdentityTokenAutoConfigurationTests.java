package io.awscredentials.autoconfigure;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

import com.nimbusds.jwt.SignedJWT;
import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.CredentialsSource;
import io.awscredentials.identity.IdentityToken;
import io.awscredentials.identity.IdentityTokenProvider;
import io.awscredentials.identity.IdentityTokens;
import io.awscredentials.refresh.RefreshState;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.Fault;
import io.awscredentials.test.TestCredentials;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ClientHttpRequestInterceptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link AwsCredentialsIdentityTokenAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class IdentityTokenAutoConfigurationTests {

	private static final String ACTION = "GetWebIdentityToken";

	private final AwsTestServer aws = AwsTestServer.start();

	private final TestCredentials user = this.aws.addUser();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class,
				AwsCredentialsSigningAutoConfiguration.class, AwsCredentialsIdentityTokenAutoConfiguration.class))
		.withPropertyValues("aws.credentials.region=eu-west-1", "aws.credentials.sts.endpoint=" + this.aws.uri(),
				"aws.credentials.static.access-key-id=" + this.user.accessKeyId(),
				"aws.credentials.static.secret-access-key=" + this.user.secretAccessKey());

	private final ApplicationContextRunner tokenRunner = this.contextRunner
		.withPropertyValues("aws.credentials.identity-token.orders.audience=https://orders.example.com");

	@AfterEach
	void close() {
		this.aws.close();
	}

	@Test
	void nothingIsThereWithoutATokenThatIsConfigured() {
		this.contextRunner.run((context) -> assertThat(context).doesNotHaveBean(IdentityTokens.class)
			.doesNotHaveBean(IdentityTokenProperties.class));
	}

	@Test
	void nothingIsThereWithoutCredentials() {
		this.tokenRunner.withPropertyValues("aws.credentials.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(IdentityTokens.class));
	}

	@Test
	void tokenIsABeanByQualifier() {
		this.tokenRunner.withUserConfiguration(Injected.class)
			.withPropertyValues("aws.credentials.identity-token.lake.audience=one,two",
					"aws.credentials.identity-token.lake.algorithm=es384",
					"aws.credentials.identity-token.lake.duration=10m",
					"aws.credentials.identity-token.lake.tags.team=shop")
			.run((context) -> {
				Injected injected = context.getBean(Injected.class);
				SignedJWT orders = SignedJWT.parse(injected.orders.getToken().value());
				assertThat(orders.getJWTClaimsSet().getAudience()).containsExactly("https://orders.example.com");
				assertThat(orders.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
				SignedJWT lake = SignedJWT.parse(injected.lake.getToken().value());
				assertThat(lake.getJWTClaimsSet().getAudience()).containsExactly("one", "two");
				assertThat(lake.getHeader().getAlgorithm().getName()).isEqualTo("ES384");
				assertThat(lake.getJWTClaimsSet().toString()).contains("\"team\":\"shop\"");
				assertThat(injected.unqualified).isNull();
				assertThat(context.getBean(IdentityTokens.class).get("lake")).isSameAs(injected.lake);
				assertThat(context).hasBean("ordersIdentityTokenProvider");
			});
	}

	@Test
	void onlyTokenIsInjectedByItsType() {
		this.tokenRunner.run((context) -> assertThat(context).hasSingleBean(IdentityTokenProvider.class));
	}

	@Test
	void namedProviderAsksInItsRegionOrInThatOfTheToken() {
		TestCredentials other = this.aws.addUser();
		this.tokenRunner.withPropertyValues("aws.credentials.identity-token.orders.provider=archive",
				"aws.credentials.named.archive.static.access-key-id=" + other.accessKeyId(),
				"aws.credentials.named.archive.static.secret-access-key=" + other.secretAccessKey(),
				"aws.credentials.named.archive.region=us-west-2", "aws.credentials.identity-token.lake.audience=lake",
				"aws.credentials.identity-token.lake.region=ap-south-1")
			.run((context) -> {
				IdentityTokens tokens = context.getBean(IdentityTokens.class);
				assertThat(SignedJWT.parse(tokens.get("orders").getToken().value()).getJWTClaimsSet().toString())
					.contains("us-west-2");
				assertThat(SignedJWT.parse(tokens.get("lake").getToken().value()).getJWTClaimsSet().toString())
					.contains("ap-south-1");
				assertThat(this.aws.requests()).anySatisfy((request) -> assertThat(request.header("Authorization"))
					.contains(other.accessKeyId() + "/", "/us-west-2/sts/"));
			});
	}

	@Test
	void firstTokenComesWithTheApplicationAndIsNotLogged(CapturedOutput output) {
		this.tokenRunner.withPropertyValues("logging.level.io.awscredentials=trace").run((context) -> {
			Awaitility.await().until(() -> this.aws.count(ACTION) == 1);
			IdentityToken token = context.getBean(IdentityTokenProvider.class).getToken();
			assertThat(this.aws.count(ACTION)).isEqualTo(1);
			Awaitility.await().until(() -> output.getAll().contains("provider 'identity-token.orders'"));
			assertThat(token.value().split("\\.")).allSatisfy((part) -> assertThat(output).doesNotContain(part));
		});
	}

	@Test
	void tokenThatIsRequiredIsThereOrTheApplicationDoesNotStart() {
		this.aws.outboundFederation().disable(AwsTestServer.ACCOUNT_ID);
		this.tokenRunner.withPropertyValues("aws.credentials.startup=required")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(CredentialsException.class, (failure) -> assertThat(failure.code())
					.isEqualTo(CredentialsErrorCode.IDENTITY_TOKEN_DISABLED)));
	}

	@Test
	void nobodyIsAskedBeforeALazyTokenIsWanted() {
		this.tokenRunner.withPropertyValues("aws.credentials.startup=lazy").run((context) -> {
			assertThat(context).hasSingleBean(IdentityTokens.class);
			assertThat(this.aws.requests()).isEmpty();
		});
	}

	@Test
	void credentialsOfAnotherAccountAskForNoToken() {
		this.tokenRunner.withPropertyValues("aws.credentials.expected-account-ids=210987654321")
			.run((context) -> assertThatExceptionOfType(CredentialsException.class)
				.isThrownBy(() -> context.getBean(IdentityTokenProvider.class).getToken())
				.satisfies((failure) -> assertThat(failure.code()).isEqualTo(CredentialsErrorCode.ACCOUNT_MISMATCH)));
		assertThat(this.aws.count(ACTION)).isZero();
	}

	@Test
	void tokenIsHadAsSoonAsThereAreCredentials() {
		AtomicReference<@Nullable Credentials> keys = new AtomicReference<>();
		CredentialsSource source = () -> {
			Credentials present = keys.get();
			if (present == null) {
				throw new CredentialsException(CredentialsErrorCode.CONNECTION, "Mine", "not yet");
			}
			return present;
		};
		this.contextRunner.withBean("customCredentialsSource", CredentialsSource.class, () -> source)
			.withPropertyValues("aws.credentials.chain=custom", "aws.credentials.identity-token.orders.audience=a")
			.run((context) -> {
				RefreshingCredentialsProvider token = context.getBean(AssembledIdentityTokens.class).engines().get(0);
				Awaitility.await().until(() -> token.status().state() == RefreshState.FAILED);
				keys.set(new Credentials(this.user.accessKeyId(), this.user.secretAccessKey(), null, null, null));
				context.getBean(RefreshingCredentialsProvider.class).refresh().join();
				Awaitility.await().until(() -> token.status().state() == RefreshState.VALID);
			});
	}

	@Test
	void tokenIsHadWithTheProviderOfTheApplication() {
		Credentials keys = new Credentials(this.user.accessKeyId(), this.user.secretAccessKey(), null, null, null);
		this.tokenRunner.withBean("mine", CredentialsProvider.class, () -> () -> keys)
			.run((context) -> assertThat(context.getBean(IdentityTokenProvider.class).getToken()).isNotNull());
	}

	@Test
	void nothingIsRefreshedOnceTheContextIsClosed() {
		AtomicReference<@Nullable IdentityTokenProvider> left = new AtomicReference<>();
		this.tokenRunner.withPropertyValues("aws.credentials.startup=lazy")
			.run((context) -> left.set(context.getBean(IdentityTokenProvider.class)));
		this.aws.fault(Fault.status(500));
		assertThatExceptionOfType(CredentialsException.class)
			.isThrownBy(() -> Objects.requireNonNull(left.get()).getToken())
			.withMessageContaining("'identity-token.orders' has been closed");
		assertThat(this.aws.requests()).isEmpty();
	}

	@Configuration(proxyBeanMethods = false)
	static class Injected {

		@Autowired
		@Qualifier("orders")
		IdentityTokenProvider orders;

		@Autowired
		@Qualifier("lake")
		IdentityTokenProvider lake;

		@Autowired(required = false)
		@Nullable ClientHttpRequestInterceptor unqualified;

	}

}
