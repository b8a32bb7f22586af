package io.awscredentials.signing;

/**
 * Whether the body of a request is part of what is signed.
 *
 * @since 0.1.0
 */
public enum Payload {

	/**
	 * It is: nobody can change it on the way.
	 */
	SIGNED,

	/**
	 * It is not, and need not be held in memory to sign it. VPC Lattice takes nothing
	 * else; S3 takes it too, over TLS.
	 */
	UNSIGNED

}
