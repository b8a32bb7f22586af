package io.awscredentials;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A set of AWS credentials. Immutable. Its secrets leave it only through
 * {@link #secretAccessKey()} and {@link #sessionToken()}: neither {@link #toString()} nor
 * JSON written by Jackson 2 or 3 shows them, and the access key ID is masked there.
 *
 * @param accessKeyId the access key ID, never blank
 * @param secretAccessKey the secret access key, never blank
 * @param sessionToken the session token, or {@code null} for long-term credentials
 * @param expiration when these credentials stop working, or {@code null} if they are
 * long-lived
 * @param accountId the ID of the AWS account they belong to, or {@code null} if the
 * source does not tell
 * @since 0.1.0
 */
@JsonAutoDetect(getterVisibility = Visibility.NONE, isGetterVisibility = Visibility.NONE,
		fieldVisibility = Visibility.NONE, creatorVisibility = Visibility.NONE)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Credentials(@JsonIgnore String accessKeyId, @JsonIgnore String secretAccessKey,
		@JsonIgnore @Nullable String sessionToken, @JsonProperty("expiration") @Nullable Instant expiration,
		@JsonProperty("accountId") @Nullable String accountId) {

	private static final String MASK = "********";

	/**
	 * Create a new instance.
	 * @param accessKeyId the access key ID, never blank
	 * @param secretAccessKey the secret access key, never blank
	 * @param sessionToken the session token, or {@code null} for long-term credentials
	 * @param expiration when these credentials stop working, or {@code null} if they are
	 * long-lived
	 * @param accountId the ID of the AWS account they belong to, or {@code null} if the
	 * source does not tell
	 * @throws IllegalArgumentException if one of the keys is blank
	 */
	public Credentials {
		// The record is a model class: a null from code that is not null-marked ends
		// here.
		if (accessKeyId == null || accessKeyId.isBlank()) {
			throw new IllegalArgumentException("'accessKeyId' must not be blank");
		}
		if (secretAccessKey == null || secretAccessKey.isBlank()) {
			throw new IllegalArgumentException("'secretAccessKey' must not be blank");
		}
	}

	/**
	 * Return the access key ID as it may be shown: its first and last four characters, or
	 * none of them where it is no longer than eight or holds anything but visible ASCII.
	 * @return the masked access key ID
	 */
	@JsonProperty("accessKeyId")
	public String maskedAccessKeyId() {
		int length = this.accessKeyId.length();
		// A source may be anybody's: a line break in here would forge a line of a log.
		boolean plain = this.accessKeyId.chars().allMatch((c) -> c > ' ' && c <= '~');
		return (length > 8 && plain) ? this.accessKeyId.substring(0, 4) + MASK + this.accessKeyId.substring(length - 4)
				: MASK;
	}

	@Override
	public String toString() {
		return "Credentials[accessKeyId=" + maskedAccessKeyId() + ", secretAccessKey=" + MASK + ", sessionToken="
				+ ((this.sessionToken != null) ? MASK : "none") + ", expiration="
				+ ((this.expiration != null) ? this.expiration : "none") + ", accountId="
				+ ((this.accountId != null) ? this.accountId : "unknown") + "]";
	}

}
