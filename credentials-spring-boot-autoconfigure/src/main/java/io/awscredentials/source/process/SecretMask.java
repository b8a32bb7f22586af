package io.awscredentials.source.process;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes what a program prints on standard error fit for a message. Errs on masking too
 * much: what follows a word such as {@code password} or {@code token}, what looks like a
 * key or a token, and every value that the program was given in confidence. Sentences,
 * paths and ARNs stay readable.
 */
final class SecretMask {

	static final String MASK = "****";

	private static final String PASSWORDS = "(?:passw(?:or)?d|passphrase|passcode|pwd)s?";

	private static final String NAMES = "(?:" + PASSWORDS
			+ "|(?:secret|token|key(?:[ _-]?id)?|credential|authorization|bearer|cookie|signature|assertion|otp"
			+ "|(?:token|mfa|otp)[ _-]?code)s?)";

	private static final String ASSIGN = "\\\\*[\"']?\\s*+(?>=>|[:=>]+)\\s*+";

	private static final String IS = "\\s++(?:(?:is|was)\\s++)?+";

	private static final String WORD = "(?:\"(?:\\\\.|[^\"\\\\])*\"?|'[^']*'?|\\S+)";

	// A value may come with a word or name of its own: 'token: Bearer abc'.
	private static final String VALUE = "(?:(?:bearer|basic|\\S*[:=])\\s+)*" + WORD;

	private static final String PATH = "[\"']?(?:~?|\\.{1,2}|[a-z]:)[/\\\\][\\w.]";

	// Behind a name they are not its value.
	private static final String FUNCTION_WORD = "(?:access|an?|and|are|as|at|authentication|bad|by|can(?:not|'t)?|"
			+ "could|does|did|error|expired|failed|files?|for|from|has|have|header|in|incorrect|invalid|is|isn't|"
			+ "keys?|manager|may|missing|must|names?|no|not|of|on|or|permission|prompt|provided|rejected|required|"
			+ "should|that|the|to|tokens?|unable|unexpected|unknown|was|wasn't|with|wrong)[)\"'.,:;!?]*(?=\\s|$)";

	private static final String ORDINARY_WORD = "[(\"']*(?-i:[A-Z]?[a-z]+(?:['-][a-z]+)*|[A-Z]{1,5})[)\"'.,:;!?]*"
			+ "(?=\\s|$)";

	private static final Pattern ESCAPE_SEQUENCE = Pattern.compile("\u001B\\[[0-9;?]*[ -/]*[@-~]");

	private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\u2028\\u2029&&[^\n]]");

	private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}");

	private static final Pattern ARN = Pattern.compile("\\barn:aws[\\w-]*:[\\w-]*:[\\w-]*:\\d*:[\\w/.@+*-]+");

	private static final Pattern URL_USER = Pattern.compile("(://)[^\\s/@]+(?=@)");

	private static final Pattern LINE = Pattern
		.compile("(?i)((?:" + PASSWORDS + "|authorization|cookie)\\\\*[\"']?\\s*:\\s*).+");

	private static final Pattern ASSIGNED = Pattern
		.compile("(?i)(" + NAMES + ASSIGN + ")(?!" + PATH + "|" + FUNCTION_WORD + ")" + VALUE);

	private static final Pattern AFTER_PASSWORD = Pattern
		.compile("(?i)\\b((?:" + PASSWORDS + "|secret|bearer)" + IS + ")(?!" + FUNCTION_WORD + ")" + VALUE);

	private static final Pattern AFTER_NAME = Pattern
		.compile("(?i)(" + NAMES + IS + ")(?!" + PATH + "|" + ORDINARY_WORD + ")" + VALUE);

	private static final Pattern OPTION = Pattern.compile(
			"(?i)((?<![\\w-])--?(?:[a-z]+[-_])*" + NAMES + "\\s++)(?!-|" + PATH + "|" + FUNCTION_WORD + ")" + VALUE);

	private static final Pattern USER_OPTION = Pattern
		.compile("((?<!\\S)(?:-[uU]\\s*|--(?:proxy-)?user[\\s=]+)[\"']?[^\\s:\"']+:)[^\\s\"']+");

	private static final Pattern CODE = Pattern.compile("()(?<![\\w./:-])\\d{6}(?![\\w/-]|[.:]\\d)");

	private static final List<Pattern> NAMED = List.of(LINE, ASSIGNED, OPTION, AFTER_PASSWORD, AFTER_NAME, USER_OPTION,
			CODE);

	private static final Pattern CONFIDENTIAL_OPTION = Pattern.compile("(?i)-.*" + NAMES);

	private static final Pattern CONFIDENTIAL_ASSIGNMENT = Pattern.compile("(?i).*" + NAMES + "[=:](.+)");

	private static final Pattern KEY_ID = Pattern
		.compile("\\bA(?:KI|SI|BI|CC|GP|ID|IP|NP|NV|PK|RO|SC)A[A-Z0-9]{8,}|\\bAKID[A-Z0-9]{4,}");

	private static final Pattern JWT = Pattern.compile("\\beyJ[\\w=-]{8,}[\\w.=-]*");

	/** What a secret access key is, and a path seldom. */
	private static final Pattern SECRET_KEY = Pattern
		.compile("(?<![\\w+/.~-])[A-Za-z0-9+][A-Za-z0-9+/]{39}(?![\\w+/=.-])");

	private static final Pattern LONG_WORD = Pattern.compile("[A-Za-z0-9+/_-]{16,}={0,2}");

	private static final Pattern SEPARATOR = Pattern.compile("[+/=_-]");

	private static final Pattern LAST_OF_SECRET = Pattern.compile("[A-Za-z0-9+/=_-]+");

	private final List<String> secrets;

	/**
	 * Create a new instance.
	 * @param options the command, whose variables and confidential arguments are masked
	 * wherever they occur
	 */
	SecretMask(ProcessOptions options) {
		List<String> secrets = new ArrayList<>();
		options.environment().values().forEach((value) -> {
			secrets.add(value);
			value.lines().filter((line) -> line.length() >= 8).forEach(secrets::add);
		});
		addArguments(options.command(), secrets);
		secrets.removeIf(String::isBlank);
		// The longest first: one may contain another.
		secrets.sort(Comparator.comparingInt(String::length).reversed());
		this.secrets = List.copyOf(secrets);
	}

	private static void addArguments(List<String> command, List<String> secrets) {
		for (int i = 1; i < command.size(); i++) {
			Matcher assigned = CONFIDENTIAL_ASSIGNMENT.matcher(command.get(i));
			if (assigned.matches()) {
				secrets.add(assigned.group(1));
			}
			else if (CONFIDENTIAL_OPTION.matcher(command.get(i - 1)).matches()) {
				secrets.add(command.get(i));
			}
		}
	}

	/**
	 * Return a text without its secrets and line breaks.
	 * @param text the text
	 * @param cut whether something in front of it was cut off
	 * @return the text on one line, empty if nothing is left
	 */
	String mask(String text, boolean cut) {
		String plain = INVISIBLE.matcher(ESCAPE_SEQUENCE.matcher(text).replaceAll("")).replaceAll("");
		for (String secret : this.secrets) {
			plain = replace(plain, secret);
		}
		StringBuilder masked = new StringBuilder();
		boolean afterSecret = cut;
		for (String line : CONTROL.matcher(plain).replaceAll(" ").lines().map(String::strip).toList()) {
			// A long secret that is broken into lines may end in a short one.
			String shown = (afterSecret && LAST_OF_SECRET.matcher(line).matches()) ? MASK : maskLine(line);
			afterSecret = shown.equals(MASK);
			if (!shown.isEmpty()) {
				masked.append((masked.isEmpty()) ? "" : " | ").append(shown);
			}
		}
		return masked.toString();
	}

	private static String replace(String text, String secret) {
		if (secret.length() >= 4) {
			return text.replace(secret, MASK);
		}
		// Within a word, a short value would be there by chance.
		return Pattern.compile("(?<!\\w)" + Pattern.quote(secret) + "(?!\\w)").matcher(text).replaceAll(MASK);
	}

	private static String maskLine(String line) {
		StringBuilder masked = new StringBuilder();
		Matcher arn = ARN.matcher(line);
		int start = 0;
		while (arn.find()) {
			masked.append(maskText(line.substring(start, arn.start()))).append(arn.group());
			start = arn.end();
		}
		return masked.append(maskText(line.substring(start))).toString();
	}

	private static String maskText(String text) {
		String masked = URL_USER.matcher(text).replaceAll("$1" + MASK);
		masked = KEY_ID.matcher(masked).replaceAll(MASK);
		masked = JWT.matcher(masked).replaceAll(MASK);
		masked = SECRET_KEY.matcher(masked).replaceAll(MASK);
		masked = LONG_WORD.matcher(masked).replaceAll((match) -> looksRandom(match.group()) ? MASK : match.group());
		for (Pattern named : NAMED) {
			masked = named.matcher(masked).replaceAll("$1" + MASK);
		}
		return masked;
	}

	/**
	 * Return whether a word looks like a key and not like a name or path: one part of it
	 * is long, or it often changes between digits and letters and from lower to upper
	 * case. In a random word that is nearly every second character.
	 */
	private static boolean looksRandom(String word) {
		int total = 0;
		for (String part : SEPARATOR.split(word)) {
			int changes = changes(part);
			if (part.length() >= (isAlphabetic(part) ? 40 : 32) || isDense(changes, part.length())) {
				return true;
			}
			total += changes;
		}
		return isDense(total, word.length());
	}

	private static boolean isDense(int changes, int length) {
		return length >= 16 && changes >= 4 && changes * 6 >= length;
	}

	private static int changes(String part) {
		int changes = 0;
		for (int i = 1; i < part.length(); i++) {
			char previous = part.charAt(i - 1);
			char c = part.charAt(i);
			if (Character.isDigit(c) != Character.isDigit(previous)
					|| (Character.isLowerCase(previous) && Character.isUpperCase(c))) {
				changes++;
			}
		}
		return changes;
	}

	private static boolean isAlphabetic(String part) {
		return part.chars().noneMatch(Character::isDigit);
	}

}
