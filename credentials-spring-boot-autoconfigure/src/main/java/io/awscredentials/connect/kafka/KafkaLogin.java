package io.awscredentials.connect.kafka;

import java.util.function.Supplier;

import io.awscredentials.CredentialsException;
import io.awscredentials.connect.IamToken;
import io.awscredentials.connect.IamTokens;
import io.awscredentials.connect.TrackedConnection;
import org.jspecify.annotations.Nullable;

/**
 * Makes the tokens that clients of Kafka log in to one cluster with.
 *
 * @param tokens gives what makes tokens
 * @param region the region, or {@code null} for the default one
 * @param connection takes what happens
 */
record KafkaLogin(Supplier<IamTokens> tokens, @Nullable String region, TrackedConnection connection) {

	IamToken token() {
		try {
			IamTokens made = this.tokens.get();
			IamToken token = ((this.region != null) ? made.region(this.region) : made).msk();
			this.connection.tokenIssued();
			return token;
		}
		catch (CredentialsException ex) {
			this.connection.failed(ex);
			throw ex;
		}
	}

}
