package io.awscredentials.source.sts;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.MfaChallenge;
import io.awscredentials.MfaTokenProvider;
import io.awscredentials.internal.RetrievedCredentials;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the codes of the device that one source authenticates with, counts those that
 * were refused, and takes none for a while after too many.
 */
final class MfaCodes {

	private static final Pattern CODE = Pattern.compile("[0-9]{6}");

	private final String source;

	private final String serialNumber;

	private final @Nullable String roleArn;

	private final String provider;

	private final MfaTokenProvider tokenProvider;

	private final StsClient client;

	private final AtomicInteger refused = new AtomicInteger();

	private volatile Instant refusedAt = Instant.EPOCH;

	private volatile boolean awaited;

	private MfaCodes(String source, String serialNumber, @Nullable String roleArn, MfaAuthentication authentication,
			StsClient client) {
		this.source = source;
		this.serialNumber = serialNumber;
		this.roleArn = roleArn;
		this.provider = authentication.provider();
		this.tokenProvider = authentication.tokenProvider();
		this.client = client;
	}

	/**
	 * Return the codes of a device.
	 * @param source the name of the source
	 * @param serialNumber the device, or {@code null} if there is none
	 * @param roleArn the role that the codes are for, if any
	 * @param authentication who gives the codes, or {@code null} if nobody does
	 * @param client tells the time
	 * @return the codes, or {@code null} if there is no device
	 * @throws CredentialsException if there is a device and nobody gives its codes
	 */
	static @Nullable MfaCodes of(String source, @Nullable String serialNumber, @Nullable String roleArn,
			@Nullable MfaAuthentication authentication, StsClient client) {
		if (serialNumber == null) {
			return null;
		}
		if (authentication == null) {
			throw new CredentialsException(CredentialsErrorCode.MFA_PROVIDER_MISSING, source,
					"Device '" + serialNumber + "' is configured, and there is no MfaTokenProvider");
		}
		return new MfaCodes(source, serialNumber, roleArn, authentication, client);
	}

	/**
	 * Make a call, with a code where there is a device.
	 * @param codes the codes of the device, or {@code null} if there is none
	 * @param signers gives the credentials to sign the call with
	 * @param call the call
	 * @return what the call gives
	 * @throws CredentialsException if it fails, or there is no code
	 */
	static Credentials authenticate(@Nullable MfaCodes codes, Supplier<RetrievedCredentials> signers, Call call) {
		if (codes == null) {
			return call.make(signers.get(), null);
		}
		// While a person is awaited, there is no use in getting ready for the code.
		String code = (codes.awaited) ? codes.next() : null;
		RetrievedCredentials signer = signers.get();
		code = (code != null) ? code : codes.next();
		try {
			Credentials credentials = call.make(signer, code);
			codes.refused.set(0);
			return credentials;
		}
		catch (CredentialsException ex) {
			throw (ex.code() == CredentialsErrorCode.MFA_CODE_INVALID) ? codes.refused(ex) : ex;
		}
	}

	private String next() {
		MfaChallenge challenge = challenge();
		Duration sinceRefusal = Duration.between(this.refusedAt, this.client.localTime());
		if (!sinceRefusal.isNegative() && sinceRefusal.compareTo(challenge.pause()) < 0) {
			throw followedBy(challenge, failure("No code of device '" + this.serialNumber + "' is taken, since "
					+ this.refused + " in a row were refused"));
		}
		String code;
		try {
			code = this.tokenProvider.tokenCode(challenge);
		}
		catch (CredentialsException ex) {
			boolean person = ex.code() == CredentialsErrorCode.MFA_REQUIRED && !ex.retryable();
			this.awaited = person;
			throw (person && ex.mfaChallenge() == null) ? ex.withMfaChallenge(challenge) : ex;
		}
		catch (RuntimeException ex) {
			throw new CredentialsException(CredentialsErrorCode.MFA_REQUIRED, this.source,
					"The MfaTokenProvider failed with " + ex.getClass().getName(), ex)
				.withAdvice("Look at the cause, it comes from the MfaTokenProvider")
				.withRetryable(true);
		}
		this.awaited = false;
		if (!isCode(code)) {
			throw refused(
					failure("What was given as the code of device '" + this.serialNumber + "' is not six digits"));
		}
		return code.strip();
	}

	// Null comes from a provider whose code is not null-marked.
	private static boolean isCode(@Nullable String code) {
		return code != null && CODE.matcher(code.strip()).matches();
	}

	/**
	 * Note that a code was refused, and say what is next: a new challenge, or where no
	 * person is in it the code after that.
	 * @param failure the refusal
	 * @return the failure to be thrown
	 */
	private CredentialsException refused(CredentialsException failure) {
		this.refusedAt = this.client.localTime();
		this.refused.incrementAndGet();
		MfaChallenge next = challenge();
		this.tokenProvider.refused(next);
		return followedBy(next, failure);
	}

	private CredentialsException followedBy(MfaChallenge next, CredentialsException failure) {
		boolean person = this.tokenProvider.interactive();
		this.awaited = person;
		CredentialsException told = (next.pause().isZero()) ? failure : failure
			.withMessage(failure.getMessage() + ". The next code is taken at " + this.refusedAt.plus(next.pause()));
		return (person) ? told.withMfaChallenge(next) : told.withRetryable(true);
	}

	private CredentialsException failure(String message) {
		return new CredentialsException(CredentialsErrorCode.MFA_CODE_INVALID, this.source, message);
	}

	private MfaChallenge challenge() {
		return new MfaChallenge(this.serialNumber, this.roleArn, this.provider, this.refused.get() + 1);
	}

	/**
	 * A call of STS that may take a code.
	 */
	@FunctionalInterface
	interface Call {

		/**
		 * Make the call.
		 * @param signer the credentials to sign it with
		 * @param code the code, or {@code null}
		 * @return what STS gives
		 */
		Credentials make(RetrievedCredentials signer, @Nullable String code);

	}

}
