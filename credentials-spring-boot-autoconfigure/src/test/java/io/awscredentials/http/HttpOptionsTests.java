package io.awscredentials.http;

import java.time.Duration;

import io.awscredentials.CredentialsErrorCode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class HttpOptionsTests {

	@Test
	void defaultsAreThoseOfTheDocumentation() {
		assertThat(HttpOptions.metadata()).isEqualTo(new HttpOptions(Duration.ofSeconds(1), Duration.ofSeconds(1), 3,
				false, true, CredentialsErrorCode.IMDS_UNAVAILABLE));
		assertThat(HttpOptions.container()).isEqualTo(new HttpOptions(Duration.ofSeconds(2), Duration.ofSeconds(2), 3,
				true, true, CredentialsErrorCode.CONTAINER_UNAVAILABLE));
		assertThat(HttpOptions.service()).isEqualTo(new HttpOptions(Duration.ofSeconds(2), Duration.ofSeconds(10), 3,
				false, false, CredentialsErrorCode.CONNECTION));
	}

	@Test
	void withersChangeOneThing() {
		HttpOptions options = HttpOptions.service();
		assertThat(options.withConnectTimeout(Duration.ofSeconds(7))).isEqualTo(
				new HttpOptions(Duration.ofSeconds(7), Duration.ofSeconds(10), 3, false, false, options.unreachable()));
		assertThat(options.withReadTimeout(Duration.ofSeconds(7))).isEqualTo(
				new HttpOptions(Duration.ofSeconds(2), Duration.ofSeconds(7), 3, false, false, options.unreachable()));
		assertThat(options.withMaxAttempts(7)).isEqualTo(
				new HttpOptions(Duration.ofSeconds(2), Duration.ofSeconds(10), 7, false, false, options.unreachable()));
	}

	@Test
	void attemptsAtContainersMayTakeLongerEachTime() {
		HttpOptions options = HttpOptions.container();
		assertThat(options.forAttempt(1)).isEqualTo(options);
		assertThat(options.forAttempt(3)).isEqualTo(options.withReadTimeout(Duration.ofSeconds(6)));
		assertThat(HttpOptions.metadata().forAttempt(3)).isEqualTo(HttpOptions.metadata());
		assertThat(HttpOptions.service().forAttempt(3)).isEqualTo(HttpOptions.service());
	}

	@Test
	void createWhenUselessFails() {
		assertThatIllegalArgumentException().isThrownBy(() -> HttpOptions.service().withConnectTimeout(Duration.ZERO))
			.withMessage("'connectTimeout' must be positive");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> HttpOptions.service().withReadTimeout(Duration.ofSeconds(-1)))
			.withMessage("'readTimeout' must be positive");
		assertThatIllegalArgumentException().isThrownBy(() -> HttpOptions.service().withMaxAttempts(0))
			.withMessage("'maxAttempts' must be at least 1");
	}

}
