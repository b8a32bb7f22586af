package io.awscredentials.connect.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLTransientConnectionException;
import java.util.function.Supplier;

import com.zaxxer.hikari.HikariCredentialsProvider;
import com.zaxxer.hikari.util.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.connect.IamToken;
import io.awscredentials.connect.TrackedConnection;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The way into one database: gives the pool a token for each new connection, and tells
 * what became of it.
 */
final class TokenLogin implements HikariCredentialsProvider {

	private static final Log logger = LogFactory.getLog(TokenLogin.class);

	private final Target target;

	private final Supplier<IamToken> tokens;

	private final PoolCredentials credentials;

	private final TrackedConnection connection;

	private final Refusal refusal;

	private volatile @Nullable CredentialsException missing;

	/** Whether the last connection was refused. */
	private volatile boolean refused;

	TokenLogin(Target target, Supplier<IamToken> tokens, PoolCredentials credentials, TrackedConnection connection) {
		this.target = target;
		this.tokens = tokens;
		this.credentials = credentials;
		this.connection = connection;
		this.refusal = new Refusal(target);
	}

	/**
	 * Return the user with a token, or without any if there is none. The pool asks once
	 * more than it opens connections, before the first one: what is thrown here would not
	 * be told as the failure to open one.
	 */
	@Override
	public Credentials getCredentials() {
		try {
			IamToken token = this.tokens.get();
			this.connection.tokenIssued();
			this.missing = null;
			return Credentials.of(this.target.user(), token.value());
		}
		catch (CredentialsException ex) {
			this.connection.failed(ex);
			this.missing = ex;
			return Credentials.of(this.target.user(), null);
		}
	}

	/**
	 * Open a connection.
	 * @param driver opens it
	 * @param token the token, or {@code null} if there was none
	 * @return the connection
	 * @throws SQLException if there was no token, or the database refused it or failed
	 */
	Connection open(Driver driver, @Nullable String token) throws SQLException {
		if (token == null) {
			throw withoutToken();
		}
		try {
			Connection opened = driver.connect(this.target.user(), token);
			this.refused = false;
			return opened;
		}
		catch (SQLException ex) {
			String advice = this.refusal.advice(ex);
			if (advice == null) {
				this.connection.failed(CredentialsErrorCode.CONNECTION, String.valueOf(ex.getMessage()),
						CredentialsErrorCode.CONNECTION.advice());
				throw ex;
			}
			throw refused(ex, advice);
		}
	}

	private SQLException withoutToken() {
		CredentialsException cause = this.missing;
		return new SQLTransientConnectionException(
				"There is no token for " + this.connection + ((cause != null) ? ": " + cause.getMessage() : ""), cause);
	}

	private SQLException refused(SQLException ex, String advice) {
		CredentialsException failure = new CredentialsException(CredentialsErrorCode.TOKEN_REJECTED,
				this.connection.toString(), String.valueOf(ex.getMessage()), ex)
			.withAdvice(advice);
		this.connection.failed(failure);
		// Once in a row: the key may have been revoked, but a database refuses a user
		// whom nobody granted anything in the same words.
		if (!this.refused) {
			this.refused = true;
			logger.warn("The database refused a token of user '" + this.target.user() + "' (" + this.connection + "): "
					+ failure.getMessage() + ". " + advice);
			this.credentials.invalidate();
		}
		return new SQLInvalidAuthorizationSpecException(ex.getMessage() + ". " + advice, ex.getSQLState(),
				ex.getErrorCode(), failure);
	}

	/** Opens connections. */
	@FunctionalInterface
	interface Driver {

		Connection connect(String user, String token) throws SQLException;

	}

}
