package io.awscredentials.console;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.awscredentials.event.CertificateExpiringEvent;
import io.awscredentials.event.CredentialsEvent;
import io.awscredentials.event.CredentialsExpiredEvent;
import io.awscredentials.event.CredentialsRefreshFailedEvent;
import io.awscredentials.event.CredentialsRefreshedEvent;
import io.awscredentials.event.MfaRequiredEvent;
import io.awscredentials.event.SsoSignInRequiredEvent;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to the credentials of a provider, or the same failure several
 * times in a row. It has no secrets.
 *
 * @param id tells it from others
 * @param sequence when it last changed, in the order of all changes
 * @param provider the name of the provider
 * @param type what happened
 * @param detail the masked key, the failure, or what a person was asked for
 * @param code the code of the failure
 * @param advice what to do about the failure
 * @param since when it happened first
 * @param at when it happened last
 * @param count how many times
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ConsoleEvent(long id, long sequence, String provider, Type type, @Nullable String detail, @Nullable String code,
		@Nullable String advice, Instant since, Instant at, int count) {

	static ConsoleEvent of(CredentialsEvent event, long sequence) {
		Instant at = Instant.ofEpochMilli(event.getTimestamp());
		String provider = event.provider();
		if (event instanceof CredentialsRefreshFailedEvent failed) {
			return new ConsoleEvent(sequence, sequence, provider, Type.FAILED, failed.failure().getMessage(),
					failed.failure().code().name(), failed.failure().advice(), at, at, 1);
		}
		return new ConsoleEvent(sequence, sequence, provider, Type.of(event), detail(event), null, null, at, at, 1);
	}

	private static @Nullable String detail(CredentialsEvent event) {
		if (event instanceof MfaRequiredEvent mfa) {
			return mfa.challenge().serialNumber();
		}
		if (event instanceof CertificateExpiringEvent && event.status().certificate() != null) {
			return event.status().certificate().subject();
		}
		return (event instanceof SsoSignInRequiredEvent) ? null : event.status().accessKeyId();
	}

	/**
	 * Return whether another event is the same failure.
	 * @param other the event
	 * @return whether both are one entry
	 */
	boolean isSameFailure(ConsoleEvent other) {
		return this.code != null && this.code.equals(other.code) && this.provider.equals(other.provider);
	}

	/**
	 * Return this entry with the next failure of its kind.
	 * @param next the failure
	 * @return the entry, which tells of the newer one
	 */
	ConsoleEvent with(ConsoleEvent next) {
		return new ConsoleEvent(this.id, next.sequence, this.provider, this.type, next.detail, this.code, next.advice,
				this.since, next.at, this.count + 1);
	}

	/**
	 * What happened.
	 */
	enum Type {

		REFRESHED, FAILED, EXPIRED, MFA_REQUIRED, SIGN_IN_REQUIRED, CERTIFICATE_ENDS;

		static Type of(CredentialsEvent event) {
			if (event instanceof CredentialsRefreshedEvent) {
				return REFRESHED;
			}
			if (event instanceof CredentialsExpiredEvent) {
				return EXPIRED;
			}
			if (event instanceof MfaRequiredEvent) {
				return MFA_REQUIRED;
			}
			return (event instanceof SsoSignInRequiredEvent) ? SIGN_IN_REQUIRED : CERTIFICATE_ENDS;
		}

	}

}
