package io.awscredentials.connect.jdbc;

import java.util.function.Function;

import io.awscredentials.connect.IamToken;
import io.awscredentials.connect.IamTokens;

/**
 * Who is signed in where.
 *
 * @param engine the database
 * @param dsql whether it is Aurora DSQL, not RDS
 * @param host the host that tokens are made for
 * @param port the port that tokens are made for
 * @param user the database user
 * @param admin whether tokens of Aurora DSQL are for its administrator
 */
record Target(DatabaseEngine engine, boolean dsql, String host, int port, String user, boolean admin) {

	/**
	 * Return what makes a token for it.
	 * @return takes what signs tokens
	 */
	Function<IamTokens, IamToken> token() {
		if (this.dsql) {
			return (this.admin) ? (tokens) -> tokens.dsqlAdmin(this.host) : (tokens) -> tokens.dsql(this.host);
		}
		return (tokens) -> tokens.rds(this.host, this.port, this.user);
	}

}
