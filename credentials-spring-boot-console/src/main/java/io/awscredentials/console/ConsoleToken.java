package io.awscredentials.console;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * The token by which Spring Security tells requests of the page from those of others.
 *
 * @param header the header to send it in
 * @param token the token
 */
record ConsoleToken(String header, String token) implements OperationResponseBody {

	@Override
	public String toString() {
		return "ConsoleToken[header=" + this.header + "]";
	}

}
