package io.awscredentials.source.chain;

import java.util.List;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsSource;
import io.awscredentials.source.chain.ChainCredentialsSource.Link;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ChainCredentialsSource}.
 */
class ChainCredentialsSourceTests {

	private final Scripted first = new Scripted("AKIAFIRST");

	private final Scripted second = new Scripted("AKIASECOND");

	private ChainCredentialsSource chain(String firstKind) {
		return new ChainCredentialsSource(List.of(new Link(firstKind, this.first), new Link("custom", this.second)));
	}

	@Test
	void retrieveSkipsWhatIsNotConfigured() {
		this.first.failure = CredentialsErrorCode.NOT_FOUND;
		assertThat(chain("profile").retrieve().accessKeyId()).isEqualTo("AKIASECOND");
	}

	@Test
	void retrieveStopsAtWhatIsConfiguredAndFails() {
		this.first.failure = CredentialsErrorCode.PROFILE_INVALID;
		assertThat(failure(chain("profile")).code()).isEqualTo(CredentialsErrorCode.PROFILE_INVALID);
		assertThat(this.second.asked).isZero();
	}

	@ParameterizedTest
	@EnumSource(names = { "IMDS_DISABLED", "IMDS_UNAVAILABLE", "IMDS_NO_ROLE" })
	void retrieveSkipsAbsentMetadataUnlessAProfileAsksForIt(CredentialsErrorCode code) {
		this.first.failure = code;
		assertThat(chain("instance-metadata").retrieve().accessKeyId()).isEqualTo("AKIASECOND");
		assertThat(failure(chain("profile")).code()).isEqualTo(code);
	}

	@Test
	void retrieveWhenThereIsNothingListsEachLink() {
		this.first.failure = CredentialsErrorCode.IMDS_NO_ROLE;
		this.second.failure = CredentialsErrorCode.NOT_FOUND;
		CredentialsException failure = failure(chain("instance-metadata"));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.NOT_FOUND);
		assertThat(failure).hasMessage("None of the sources has credentials (instance-metadata: AKIAFIRST failed, "
				+ CredentialsErrorCode.IMDS_NO_ROLE.advice() + "; custom: AKIASECOND failed)");
	}

	@Test
	void retrieveStaysWithWhatGaveCredentials() {
		this.first.failure = CredentialsErrorCode.IMDS_UNAVAILABLE;
		ChainCredentialsSource chain = chain("instance-metadata");
		chain.retrieve();
		assertThat(chain.name()).isEqualTo("AKIASECOND");
		this.first.failure = null;
		assertThat(chain.retrieve().accessKeyId()).isEqualTo("AKIASECOND");
		this.second.failure = CredentialsErrorCode.CONNECTION;
		assertThat(failure(chain).code()).isEqualTo(CredentialsErrorCode.CONNECTION);
	}

	@Test
	void whatGaveCredentialsAndFindsNoneHasFailedAndIsNotAbsent() {
		ChainCredentialsSource chain = chain("profile");
		chain.retrieve();
		this.first.failure = CredentialsErrorCode.NOT_FOUND;
		CredentialsException failure = failure(chain);
		assertThat(failure).hasMessage("AKIAFIRST failed, where there were credentials before");
		assertThat(failure.code()).as("an outer chain must not skip it").isEqualTo(CredentialsErrorCode.CONFIGURATION);
		assertThat(failure.retryable()).isTrue();
		assertThat(failure.advice()).contains("after a restart");
		assertThat(
				failure(new ChainCredentialsSource(List.of(new Link("custom", chain), new Link("custom", this.second))))
					.code())
			.isEqualTo(CredentialsErrorCode.CONFIGURATION);
		assertThat(this.second.asked).isZero();
		assertThat(chain.name()).isEqualTo("AKIAFIRST");
		this.first.failure = null;
		assertThat(chain.retrieve().accessKeyId()).isEqualTo("AKIAFIRST");
	}

	private static CredentialsException failure(CredentialsSource source) {
		return assertThatExceptionOfType(CredentialsException.class).isThrownBy(source::retrieve).actual();
	}

	/** Fails as it is told. */
	private static final class Scripted implements CredentialsSource {

		private final String accessKeyId;

		private @Nullable CredentialsErrorCode failure;

		private int asked;

		Scripted(String accessKeyId) {
			this.accessKeyId = accessKeyId;
		}

		@Override
		public Credentials retrieve() {
			this.asked++;
			if (this.failure != null) {
				throw new CredentialsException(this.failure, name(), this.accessKeyId + " failed");
			}
			return new Credentials(this.accessKeyId, "secret", null, null, null);
		}

		@Override
		public String name() {
			return this.accessKeyId;
		}

	}

}
