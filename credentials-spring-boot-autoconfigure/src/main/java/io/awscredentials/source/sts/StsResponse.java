package io.awscredentials.source.sts;

import java.time.Instant;

import io.awscredentials.Credentials;
import io.awscredentials.source.Timestamps;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answers of STS that give credentials.
 */
final class StsResponse {

	private static final int ACCOUNT = 4;

	private StsResponse() {
	}

	/**
	 * Read an answer.
	 * @param xml the answer
	 * @param action the action that was asked for
	 * @return the credentials, with the account of the assumed role if there is one
	 * @throws InvalidXmlException if there are none in the answer
	 */
	static Credentials read(String xml, String action) throws InvalidXmlException {
		XmlElement root = XmlReader.read(xml);
		if (!root.name().equals(action + "Response")) {
			throw new InvalidXmlException("it is not the answer to " + action);
		}
		XmlElement result = child(root, action + "Result");
		XmlElement credentials = child(result, "Credentials");
		XmlElement user = result.child("AssumedRoleUser");
		Instant expiration = Timestamps.parse(text(credentials, "Expiration"));
		if (expiration == null) {
			throw new InvalidXmlException("its Expiration is not a time");
		}
		return new Credentials(text(credentials, "AccessKeyId"), text(credentials, "SecretAccessKey"),
				text(credentials, "SessionToken"), expiration, (user != null) ? accountId(user.text("Arn")) : null);
	}

	/**
	 * Return the account that an ARN names.
	 * @param arn the ARN, or {@code null}
	 * @return the ID of the account, or {@code null} if there is none
	 */
	static @Nullable String accountId(@Nullable String arn) {
		String[] parts = (arn != null) ? arn.split(":", ACCOUNT + 2) : new String[0];
		boolean account = parts.length == ACCOUNT + 2 && parts[0].equals("arn") && !parts[ACCOUNT].isEmpty();
		return (account) ? parts[ACCOUNT] : null;
	}

	private static XmlElement child(XmlElement element, String name) throws InvalidXmlException {
		XmlElement child = element.child(name);
		if (child == null) {
			throw new InvalidXmlException("it has no " + name);
		}
		return child;
	}

	private static String text(XmlElement element, String name) throws InvalidXmlException {
		String text = element.text(name);
		if (text == null) {
			throw new InvalidXmlException("it has no " + name);
		}
		return text;
	}

}
