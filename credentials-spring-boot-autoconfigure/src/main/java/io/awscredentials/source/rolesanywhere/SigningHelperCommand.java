package io.awscredentials.source.rolesanywhere;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a command line of AWS's helper asks for: {@code aws_signing_helper
 * credential-process} with a certificate and a key in files.
 *
 * @param options the parameters of the call
 * @param certificate the file with the certificate
 * @param privateKey the file with the private key
 * @param password the password of the private key, or {@code null}
 * @param intermediates the file with the intermediates, or {@code null}
 * @param endpoint the endpoint to use, or {@code null} for that of the region
 * @see <a href="https://github.com/aws/rolesanywhere-credential-helper">The helper,
 * version 1.8.0</a>
 */
public record SigningHelperCommand(RolesAnywhereOptions options, String certificate, String privateKey,
		@Nullable String password, @Nullable String intermediates, @Nullable URI endpoint) {

	private static final Set<String> VALUES = Set.of("certificate", "private-key", "intermediates", "trust-anchor-arn",
			"profile-arn", "role-arn", "session-duration", "role-session-name", "region", "endpoint", "pkcs8-password");

	/**
	 * The proxy of the JVM or the environment is used in any case, and nothing printed.
	 */
	private static final Set<String> SWITCHES = Set.of("with-proxy", "debug");

	/**
	 * Read a command line.
	 * @param words its words
	 * @return what it asks for, or {@code null} if it is another program, or has an
	 * option that only the program itself knows what to do with
	 */
	public static @Nullable SigningHelperCommand parse(List<String> words) {
		if (words.size() < 2 || !isHelper(words.get(0)) || !words.get(1).equals("credential-process")) {
			return null;
		}
		Map<String, String> flags = flags(words.subList(2, words.size()));
		if (flags == null || !flags.keySet()
			.containsAll(Set.of("certificate", "private-key", "trust-anchor-arn", "profile-arn", "role-arn"))) {
			return null;
		}
		try {
			return read(flags);
		}
		catch (NumberFormatException | URISyntaxException ex) {
			return null;
		}
	}

	private static boolean isHelper(String program) {
		String name = program.substring(Math.max(program.lastIndexOf('/'), program.lastIndexOf('\\')) + 1);
		return name.equals("aws_signing_helper") || name.equalsIgnoreCase("aws_signing_helper.exe");
	}

	private static @Nullable Map<String, String> flags(List<String> words) {
		Map<String, String> flags = new HashMap<>();
		for (int i = 0; i < words.size(); i++) {
			String word = words.get(i);
			if (!word.startsWith("--")) {
				return null;
			}
			int equals = word.indexOf('=');
			String name = word.substring(2, (equals >= 0) ? equals : word.length());
			if (SWITCHES.contains(name) && equals < 0) {
				continue;
			}
			if (!VALUES.contains(name) || (equals < 0 && i + 1 == words.size())) {
				return null;
			}
			String value = (equals >= 0) ? word.substring(equals + 1) : words.get(++i);
			if (!value.isEmpty()) {
				flags.put(name, value);
			}
		}
		return flags;
	}

	private static @Nullable SigningHelperCommand read(Map<String, String> flags) throws URISyntaxException {
		String trustAnchorArn = flags.getOrDefault("trust-anchor-arn", "");
		String profileArn = flags.getOrDefault("profile-arn", "");
		String region = RolesAnywhereOptions.region(trustAnchorArn);
		if (region.isEmpty() || !region.equals(RolesAnywhereOptions.region(profileArn))
				|| !region.equals(flags.getOrDefault("region", region))) {
			return null;
		}
		String certificate = flags.getOrDefault("certificate", "");
		String privateKey = flags.getOrDefault("private-key", "");
		if (certificate.startsWith("pkcs11:") || privateKey.startsWith("pkcs11:") || privateKey.startsWith("handle:")) {
			return null;
		}
		String duration = flags.get("session-duration");
		RolesAnywhereOptions options = new RolesAnywhereOptions(trustAnchorArn, profileArn,
				flags.getOrDefault("role-arn", ""),
				(duration != null) ? Duration.ofSeconds(Long.parseLong(duration)) : RolesAnywhereOptions.DURATION,
				flags.get("role-session-name"));
		String endpoint = flags.get("endpoint");
		URI uri = (endpoint != null) ? new URI(endpoint) : null;
		return (uri != null && uri.getHost() == null) ? null : new SigningHelperCommand(options, certificate,
				privateKey, flags.get("pkcs8-password"), flags.get("intermediates"), uri);
	}

	@Override
	public String toString() {
		return "SigningHelperCommand[" + this.options + "]";
	}

}
