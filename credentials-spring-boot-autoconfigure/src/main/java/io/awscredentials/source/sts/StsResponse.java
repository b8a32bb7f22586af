package io.awscredentials.source.sts;

import java.time.Instant;

import io.awscredentials.Credentials;
import io.awscredentials.internal.CallerIdentity;
import io.awscredentials.internal.IdentityTokenCredentials;
import io.awscredentials.source.AccountId;
import io.awscredentials.source.Redaction;
import io.awscredentials.source.Timestamps;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answers of STS.
 */
final class StsResponse {

	static final String CALLER_IDENTITY = "GetCallerIdentity";

	static final String IDENTITY_TOKEN = "GetWebIdentityToken";

	private static final int ACCOUNT = 4;

	private StsResponse() {
	}

	/**
	 * Read an answer.
	 * @param xml the answer
	 * @param action the action that was asked for
	 * @return the credentials, with the account of the assumed role if there is one; or
	 * an identity token as such
	 * @throws InvalidXmlException if there are none in the answer
	 */
	static Credentials read(byte[] xml, String action) throws InvalidXmlException {
		StsXml answer = answer(xml, action);
		String result = action + "Result/";
		if (action.equals(IDENTITY_TOKEN)) {
			return identityToken(answer, result);
		}
		String credentials = result + "Credentials/";
		Instant expiration = expiration(answer, credentials);
		return new Credentials(text(answer, credentials + "AccessKeyId"), text(answer, credentials + "SecretAccessKey"),
				text(answer, credentials + "SessionToken"), expiration,
				accountId(answer.text(result + "AssumedRoleUser/Arn")));
	}

	private static Credentials identityToken(StsXml answer, String result) throws InvalidXmlException {
		String token = text(answer, result + "WebIdentityToken");
		if (token.chars().anyMatch((c) -> c <= ' ' || c > '~')) {
			throw new InvalidXmlException("its WebIdentityToken has a character that no token has");
		}
		return IdentityTokenCredentials.of(token, expiration(answer, result));
	}

	private static Instant expiration(StsXml answer, String path) throws InvalidXmlException {
		Instant expiration = Timestamps.parse(text(answer, path + "Expiration"));
		if (expiration == null) {
			throw new InvalidXmlException("its Expiration is not a time");
		}
		return expiration;
	}

	/**
	 * Read the answer that tells whose credentials are.
	 * @param xml the answer
	 * @return the identity
	 * @throws InvalidXmlException if there is none in the answer
	 */
	static CallerIdentity identity(byte[] xml) throws InvalidXmlException {
		StsXml answer = answer(xml, CALLER_IDENTITY);
		String result = CALLER_IDENTITY + "Result/";
		String accountId = AccountId.of(text(answer, result + "Account"));
		if (accountId == null) {
			throw new InvalidXmlException("its Account is not the ID of an account");
		}
		return new CallerIdentity(accountId, Redaction.onOneLine(text(answer, result + "Arn")), null);
	}

	private static StsXml answer(byte[] xml, String action) throws InvalidXmlException {
		StsXml answer = StsXml.read(xml);
		if (!answer.root().equals(action + "Response")) {
			throw new InvalidXmlException("it is not the answer to " + action);
		}
		return answer;
	}

	/**
	 * Return the account that an ARN names.
	 * @param arn the ARN, or {@code null}
	 * @return the ID of the account, or {@code null} if there is none
	 */
	static @Nullable String accountId(@Nullable String arn) {
		String[] parts = (arn != null) ? arn.split(":", ACCOUNT + 2) : new String[0];
		return (parts.length == ACCOUNT + 2 && parts[0].equals("arn")) ? AccountId.of(parts[ACCOUNT]) : null;
	}

	private static String text(StsXml answer, String path) throws InvalidXmlException {
		String text = answer.text(path);
		if (text == null) {
			throw new InvalidXmlException("it has no " + path);
		}
		return text;
	}

}
