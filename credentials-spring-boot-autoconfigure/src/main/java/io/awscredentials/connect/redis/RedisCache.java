package io.awscredentials.connect.redis;

import io.awscredentials.connect.IamToken;
import io.awscredentials.connect.IamTokens;

/**
 * A cache that is opened with tokens.
 *
 * @param kind the service it belongs to
 * @param name the ID of the replication group of ElastiCache, the name of its serverless
 * cache or of the cluster of MemoryDB, in lower case
 * @param provider the name of the provider whose credentials sign the tokens
 * @since 0.1.0
 */
public record RedisCache(Kind kind, String name, String provider) {

	/**
	 * Make a token.
	 * @param tokens makes it
	 * @param user the user
	 * @return the token
	 */
	IamToken token(IamTokens tokens, String user) {
		return switch (this.kind) {
			case ELASTICACHE -> tokens.elastiCache(this.name, user);
			case ELASTICACHE_SERVERLESS -> tokens.elastiCacheServerless(this.name, user);
			case MEMORYDB -> tokens.memoryDb(this.name, user);
		};
	}

	/**
	 * Advise what to do where a user was refused.
	 * @return what to do
	 */
	String advice() {
		String action = (this.kind == Kind.MEMORYDB) ? "memorydb:Connect" : "elasticache:Connect";
		String group = (this.kind == Kind.MEMORYDB) ? "access control list" : "user group";
		return "Check that the user has authentication mode IAM, that it is in the " + group
				+ " of the cache and that its name is its ID, that '" + this.name
				+ "' is the cache, and that the policy of the role allows " + action + " on both";
	}

	/**
	 * The service that a cache belongs to.
	 */
	public enum Kind {

		/** ElastiCache with nodes of one's own. */
		ELASTICACHE,

		/** ElastiCache without. */
		ELASTICACHE_SERVERLESS,

		/** MemoryDB. */
		MEMORYDB

	}

}
