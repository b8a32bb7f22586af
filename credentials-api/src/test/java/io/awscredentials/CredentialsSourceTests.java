package io.awscredentials;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the defaults of {@link CredentialsSource}.
 */
class CredentialsSourceTests {

	private static final Credentials CREDENTIALS = new Credentials("key", "secret", null, null, null);

	@Test
	void nameOfLambdaIsCustom() {
		CredentialsSource source = () -> CREDENTIALS;
		assertThat(source.name()).isEqualTo("Custom");
	}

	@Test
	void nameOfMethodReferenceIsCustom() {
		CredentialsSource source = CredentialsSourceTests::retrieve;
		assertThat(source.name()).isEqualTo("Custom");
	}

	@Test
	void nameOfAnonymousClassIsCustom() {
		CredentialsSource source = new CredentialsSource() {

			@Override
			public Credentials retrieve() {
				return CREDENTIALS;
			}

		};
		assertThat(source.name()).isEqualTo("Custom");
	}

	@Test
	void nameOfClassIsItsSimpleNameWithoutTheSuffix() {
		assertThat(new VaultCredentialsSource().name()).isEqualTo("Vault");
		assertThat(new KeyStore().name()).isEqualTo("KeyStore");
		assertThat(new CredentialsSourceOfMine().name()).isEqualTo("CredentialsSourceOfMine");
	}

	@Test
	void nameOfLocalClassIsItsSimpleName() {
		class LocalCredentialsSource extends KeyStore {

		}
		assertThat(new LocalCredentialsSource().name()).isEqualTo("Local");
	}

	private static Credentials retrieve() {
		return CREDENTIALS;
	}

	private static class KeyStore implements CredentialsSource {

		@Override
		public Credentials retrieve() {
			return CREDENTIALS;
		}

	}

	private static final class VaultCredentialsSource extends KeyStore {

	}

	private static final class CredentialsSourceOfMine extends KeyStore {

	}

}
