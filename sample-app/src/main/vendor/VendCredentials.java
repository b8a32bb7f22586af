import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Stands in for a company's credential helper. It speaks the {@code credential_process}
 * format of the AWS CLI and SDKs: one JSON object on standard output, messages on
 * standard error, exit status 0. What it vends looks like temporary credentials and opens
 * nothing.
 * <p>
 * A file named {@code vendor.fail} in the working directory breaks it. The word in that
 * file picks how: {@code hang}, {@code noise} or {@code expired}; anything else, or
 * nothing, is a plain failure.
 */
public final class VendCredentials {

	private static final Duration LIFE = Duration.ofMinutes(2);

	private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

	private static final String BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	private static final SecureRandom RANDOM = new SecureRandom();

	private VendCredentials() {
	}

	public static void main(String[] args) throws IOException, InterruptedException {
		Path fail = Path.of("vendor.fail");
		String failure = (Files.exists(fail)) ? Files.readString(fail).strip() : "none";
		switch (failure) {
			case "none" -> vend(LIFE);
			case "expired" -> vend(LIFE.negated());
			case "noise" -> System.out.println("Good morning! Your credentials will be with you shortly.");
			case "hang" -> Thread.sleep(Duration.ofDays(1).toMillis());
			default -> {
				System.err.println("No credentials: the file vendor.fail is there. Remove it to mend this.");
				System.exit(1);
			}
		}
	}

	private static void vend(Duration life) {
		Instant expiration = Instant.now().plus(life).truncatedTo(ChronoUnit.SECONDS);
		System.out.println("""
				{
				  "Version": 1,
				  "AccessKeyId": "ASIA%s",
				  "SecretAccessKey": "%s",
				  "SessionToken": "%s",
				  "Expiration": "%s",
				  "AccountId": "123456789012"
				}""".formatted(random(16, BASE32), random(40, BASE64), random(356, BASE64), expiration));
	}

	private static String random(int length, String alphabet) {
		StringBuilder text = new StringBuilder(length);
		RANDOM.ints(length, 0, alphabet.length()).forEach((index) -> text.append(alphabet.charAt(index)));
		return text.toString();
	}

}
