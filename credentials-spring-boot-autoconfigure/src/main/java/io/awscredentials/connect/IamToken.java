package io.awscredentials.connect;

import java.time.Instant;

/**
 * A token that is sent in place of a password. {@link #toString()} does not show it.
 *
 * @param value the token, which is as good as a password
 * @param expiration until when it is accepted: at the most 15 minutes, and never longer
 * than the credentials it was signed with. Connections that were opened with it live on
 * @since 0.1.0
 */
public record IamToken(String value, Instant expiration) {

	@Override
	public String toString() {
		return "IamToken[expiration=" + this.expiration + "]";
	}

}
