package io.awscredentials.refresh;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link CredentialsProviders}.
 */
class CredentialsProvidersTests {

	private final RefreshingCredentialsProvider first = provider("first");

	private final RefreshingCredentialsProvider second = provider("second");

	private final CredentialsProviders providers = new CredentialsProviders(List.of(this.second, this.first));

	@Test
	void getFindsByName() {
		assertThat(this.providers.get("first")).isSameAs(this.first);
		assertThat(this.providers.get("second")).isSameAs(this.second);
		assertThat(this.providers.get("third")).isNull();
	}

	@Test
	void allKeepsTheOrderAndCannotBeChanged() {
		assertThat(this.providers.all()).containsExactly(this.second, this.first);
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> this.providers.all().remove(this.first));
	}

	private static RefreshingCredentialsProvider provider(String name) {
		MutableClock clock = new MutableClock();
		return new RefreshingCredentialsProvider(name, new ScriptedSource(clock), RefreshPolicy.defaults(),
				new RefreshScheduler(clock, Runnable::run), new RecordingListener());
	}

}
