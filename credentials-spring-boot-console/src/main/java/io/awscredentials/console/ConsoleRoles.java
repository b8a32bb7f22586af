package io.awscredentials.console;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.awscredentials.refresh.RefreshStatus;
import io.awscredentials.refresh.RefreshStatus.Failure;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Roles that are known only at run time.
 *
 * @param count how many there are
 * @param roles those that were looked for, {@value #LIMIT} at most
 */
record ConsoleRoles(long count, List<Role> roles) implements OperationResponseBody {

	static final int LIMIT = 200;

	/**
	 * A role.
	 *
	 * @param arn its ARN
	 * @param state the state of its provider
	 * @param accessKeyId the masked access key ID
	 * @param expiration when the credentials expire
	 * @param failure the code of the failure that has not been overcome
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Role(String arn, String state, @Nullable String accessKeyId, @Nullable Instant expiration,
			@Nullable String failure) {

		static Role of(RefreshStatus status) {
			Failure failure = status.presentFailure();
			return new Role(status.provider(), status.state().name(), status.accessKeyId(), status.expiration(),
					(failure != null) ? failure.code().name() : null);
		}

	}

}
