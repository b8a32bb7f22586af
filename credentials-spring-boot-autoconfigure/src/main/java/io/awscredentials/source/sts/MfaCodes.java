package io.awscredentials.source.sts;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.MfaChallenge;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the codes of the device that one source authenticates with, and counts those
 * that were refused.
 */
final class MfaCodes {

	private static final Pattern CODE = Pattern.compile("[0-9]{6}");

	private final String source;

	private final String serialNumber;

	private final @Nullable String roleArn;

	private final @Nullable MfaAuthentication authentication;

	private final AtomicInteger refused = new AtomicInteger();

	private volatile boolean awaited;

	MfaCodes(String source, String serialNumber, @Nullable String roleArn, @Nullable MfaAuthentication authentication) {
		this.source = source;
		this.serialNumber = serialNumber;
		this.roleArn = roleArn;
		this.authentication = authentication;
	}

	/**
	 * Make a call, with a code where there is a device.
	 * @param <S> the type of the credentials to sign it with
	 * @param codes the codes of the device, or {@code null} if there is none
	 * @param signers gives the credentials to sign the call with
	 * @param call the call
	 * @return what the call gives
	 * @throws CredentialsException if it fails, or there is no code
	 */
	static <S> Credentials authenticate(@Nullable MfaCodes codes, Supplier<S> signers, Call<S> call) {
		if (codes == null) {
			return call.make(signers.get(), null);
		}
		// While a person is awaited, there is no use in getting ready for the code.
		String code = (codes.awaited) ? codes.next() : null;
		S signer = signers.get();
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
		MfaAuthentication authentication = authentication();
		MfaChallenge challenge = challenge(authentication);
		String code;
		try {
			code = authentication.tokenProvider().tokenCode(challenge);
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
			throw refused(new CredentialsException(CredentialsErrorCode.MFA_CODE_INVALID, this.source,
					"What was given as the code of device '" + this.serialNumber + "' is not six digits"));
		}
		return code.strip();
	}

	private MfaAuthentication authentication() {
		if (this.authentication == null) {
			throw new CredentialsException(CredentialsErrorCode.MFA_PROVIDER_MISSING, this.source,
					"Device '" + this.serialNumber + "' is configured, and there is no MfaTokenProvider");
		}
		return this.authentication;
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
		this.refused.incrementAndGet();
		MfaAuthentication authentication = authentication();
		MfaChallenge next = challenge(authentication);
		authentication.tokenProvider().refused(next);
		if (!authentication.tokenProvider().interactive()) {
			return failure.withRetryable(true);
		}
		this.awaited = true;
		return failure.withMfaChallenge(next);
	}

	private MfaChallenge challenge(MfaAuthentication authentication) {
		return new MfaChallenge(this.serialNumber, this.roleArn, authentication.provider(), this.refused.get() + 1);
	}

	/**
	 * A call of STS that may take a code.
	 *
	 * @param <S> the type of the credentials to sign it with
	 */
	@FunctionalInterface
	interface Call<S> {

		/**
		 * Make the call.
		 * @param signer the credentials to sign it with
		 * @param code the code, or {@code null}
		 * @return what STS gives
		 */
		Credentials make(S signer, @Nullable String code);

	}

}
