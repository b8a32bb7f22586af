package io.awscredentials.connect.jdbc;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import com.zaxxer.hikari.HikariDataSource;
import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.connect.ConnectionStatus.Failure;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link TokenLogin}: what is told where there is no token or where it is
 * refused.
 */
class TokenLoginTests {

	private final Provider provider = new Provider();

	private final Pools pools = new Pools(this.provider);

	@BeforeEach
	void reset() {
		RecordingDriver.reset();
	}

	private HikariDataSource pool(String url) {
		HikariDataSource pool = Pools.pool(url, "orders_app");
		pool.setConnectionTimeout(250);
		return this.pools.apply("dataSource", pool);
	}

	private HikariDataSource pool() {
		return pool("jdbc:postgresql://" + Pools.HOST + "/x");
	}

	private Failure lastFailure() {
		Failure failure = this.pools.status().lastFailure();
		assertThat(failure).isNotNull();
		return failure;
	}

	@Test
	void missingCredentialsAreTheCauseOfTheFailedConnection() {
		this.provider.failure = new CredentialsException(CredentialsErrorCode.STS_ACCESS_DENIED, "AssumeRole",
				"denied");
		try (HikariDataSource pool = pool()) {
			Throwable failure = catchThrowableOfType(SQLException.class, pool::getConnection);
			assertThat(failure).hasMessage("There is no token for jdbc dataSource: denied");
			assertThat(failure.getCause()).isInstanceOfSatisfying(CredentialsException.class,
					(cause) -> assertThat(cause.code()).isEqualTo(CredentialsErrorCode.STS_ACCESS_DENIED));
		}
		assertThat(RecordingDriver.opened).isEmpty();
		assertThat(lastFailure().code()).isEqualTo("STS_ACCESS_DENIED");
		assertThat(this.pools.status().lastToken()).isNull();
	}

	@Test
	void poolRecoversOnceThereAreCredentials() throws SQLException {
		this.provider.failure = new CredentialsException(CredentialsErrorCode.CONNECTION, "AssumeRole", "down");
		try (HikariDataSource pool = pool()) {
			assertThatExceptionOfType(SQLException.class).isThrownBy(pool::getConnection);
			this.provider.failure = null;
			pool.getConnection().close();
		}
		assertThat(this.pools.status().lastToken()).isEqualTo(Pools.NOW);
	}

	@Test
	void credentialsThatDoNotComeAreNamedBeforeThePoolTimesOut() {
		this.provider.hanging = true;
		try (HikariDataSource pool = pool()) {
			Throwable failure = catchThrowableOfType(SQLException.class, pool::getConnection);
			assertThat(failure.getCause()).isInstanceOfSatisfying(CredentialsException.class,
					(cause) -> assertThat(cause.code()).isEqualTo(CredentialsErrorCode.TIMEOUT));
		}
		assertThat(lastFailure().advice()).contains("connection-timeout");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					jdbc:postgresql://%s/x | 28000 | 0    | PAM authentication failed for user "orders_app" | rds-db:connect
					jdbc:postgresql://%s/x | 28P01 | 0    | password authentication failed               | takes a password of this user, no token: GRANT rds_iam TO orders_app
					jdbc:postgresql://%s/x | 28000 | 0    | role "orders_app" does not exist             | CREATE USER orders_app
					jdbc:postgresql://%s/x | 28000 | 0    | no pg_hba.conf entry, no encryption          | sslmode=require
					jdbc:mysql://%s/x      | 28000 | 1045 | Access denied for user                       | AWSAuthenticationPlugin AS 'RDS'
					jdbc:mariadb://%s/x    | 28000 | 1045 | Access denied for user                       | AWSAuthenticationPlugin AS 'RDS'
					jdbc:postgresql://a.dsql.eu-west-1.on.aws/x | 08006 | 0 | unable to accept connection, access denied | AWS IAM GRANT orders_app
					""")
	void refusalSaysWhatToDo(String url, String state, int code, String message, String advice) {
		RecordingDriver.failure = new SQLException(message, state, code);
		try (HikariDataSource pool = pool(url.formatted(Pools.HOST))) {
			SQLException failure = catchThrowableOfType(SQLException.class, pool::getConnection);
			assertThat((Throwable) failure).hasMessageStartingWith(message).hasMessageContaining(advice);
			assertThat(failure.getSQLState()).isEqualTo(state);
			assertThat(failure.getErrorCode()).isEqualTo(code);
			assertThat(failure.getCause()).isInstanceOf(CredentialsException.class).hasCause(RecordingDriver.failure);
		}
		assertThat(lastFailure().code()).isEqualTo("TOKEN_REJECTED");
		assertThat(lastFailure().message()).isEqualTo(message);
		assertThat(lastFailure().advice()).contains(advice);
	}

	@Test
	void keyThatMayHaveBeenRevokedIsInvalidatedOnceInARow() throws SQLException {
		try (HikariDataSource pool = pool()) {
			RecordingDriver.failure = new SQLException("PAM authentication failed", "28000");
			assertThatExceptionOfType(SQLException.class).isThrownBy(pool::getConnection);
			assertThatExceptionOfType(SQLException.class).isThrownBy(pool::getConnection);
			assertThat(this.provider.invalidations).hasValue(1);
			RecordingDriver.failure = null;
			pool.getConnection().close();
		}
		try (HikariDataSource pool = pool()) {
			RecordingDriver.failure = new SQLException("PAM authentication failed", "28000");
			assertThatExceptionOfType(SQLException.class).isThrownBy(pool::getConnection);
			assertThat(this.provider.invalidations).hasValue(2);
		}
	}

	@Test
	void failureThatIsNoRefusalIsToldAsItIs() {
		RecordingDriver.failure = new SQLException("Connection to orders refused", "08001");
		try (HikariDataSource pool = pool()) {
			assertThatExceptionOfType(SQLException.class).isThrownBy(pool::getConnection)
				.isSameAs(RecordingDriver.failure);
		}
		assertThat(lastFailure().code()).isEqualTo("CONNECTION");
		assertThat(this.provider.invalidations).hasValue(0);
	}

	/** A provider that fails or hangs. */
	private static final class Provider implements CredentialsProvider {

		private final AtomicInteger invalidations = new AtomicInteger();

		private volatile @Nullable CredentialsException failure;

		private volatile boolean hanging;

		@Override
		public Credentials resolveCredentials() {
			CredentialsException thrown = this.failure;
			if (thrown != null) {
				throw thrown;
			}
			return new Credentials("AKIAIOSFODNN7EXAMPLE", "secret", null, null, null);
		}

		@Override
		public CompletableFuture<Credentials> resolveCredentialsAsync() {
			if (this.hanging) {
				return new CompletableFuture<>();
			}
			return CompletableFuture.supplyAsync(this::resolveCredentials, Runnable::run);
		}

		@Override
		public void invalidate(Credentials rejected) {
			this.invalidations.incrementAndGet();
		}

	}

}
