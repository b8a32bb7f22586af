package io.awscredentials.connect.jdbc;

import java.sql.SQLException;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * What to do where a database refuses a user or the token.
 */
final class Refusal {

	private static final String CHECKS = ", switch IAM database authentication on for the instance or cluster, and check"
			+ " that host and port are those of its endpoint and that the clock of this machine is right";

	private final Target target;

	Refusal(Target target) {
		this.target = target;
	}

	/**
	 * Return what to do.
	 * @param failure why there is no connection
	 * @return a sentence without full stop, or {@code null} if nobody was refused
	 */
	@Nullable String advice(SQLException failure) {
		String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
		String state = String.valueOf(failure.getSQLState());
		boolean refused = state.startsWith("28") || failure.getErrorCode() == 1045 || message.contains("access denied");
		if (!refused) {
			return null;
		}
		if (this.target.dsql()) {
			return dsql();
		}
		return (this.target.engine() == DatabaseEngine.POSTGRESQL) ? postgresql(message, state) : mysql();
	}

	private String dsql() {
		return (this.target.admin())
				? "Allow 'dsql:DbConnectAdmin' on the cluster, and check that the clock of this machine is right"
				: "Allow 'dsql:DbConnect' on the cluster, link the role: AWS IAM GRANT " + this.target.user()
						+ " TO 'arn:aws:iam::<account>:role/<role>', and check that the clock of this machine is right";
	}

	private String postgresql(String message, String state) {
		if (message.contains("does not exist")) {
			return "Create the user: CREATE USER " + this.target.user() + "; GRANT rds_iam TO " + this.target.user();
		}
		if (message.contains("pg_hba.conf")) {
			return "Encrypt the connection: tokens are taken with 'sslmode=require' or stricter only";
		}
		if (state.equals("28P01")) {
			return "The database takes a password of this user, no token: GRANT rds_iam TO " + this.target.user();
		}
		return "GRANT rds_iam TO " + this.target.user() + ", " + allow();
	}

	private String mysql() {
		return "Create the user WITH the plugin: CREATE USER '" + this.target.user()
				+ "' IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS', " + allow();
	}

	private String allow() {
		return "allow 'rds-db:connect' on 'dbuser:<resource ID of the instance or cluster>/" + this.target.user() + "'"
				+ CHECKS;
	}

}
