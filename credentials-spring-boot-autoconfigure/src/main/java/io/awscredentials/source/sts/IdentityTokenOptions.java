package io.awscredentials.source.sts;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The parameters of {@code GetWebIdentityToken}. What is {@code null} or empty is not
 * sent.
 *
 * @param audience for whom the token is
 * @param algorithm what it is signed with: {@code RS256} or {@code ES384}
 * @param duration how long it is to live
 * @param tags what it says beside who the caller is
 * @param arn the ARN of the role whose credentials ask for it, which tells the partition
 * where no region is configured, or {@code null}
 * @hidden
 */
public record IdentityTokenOptions(List<String> audience, String algorithm, Duration duration, Map<String, String> tags,
		@Nullable String arn) {

	public IdentityTokenOptions {
		audience = List.copyOf(audience);
		tags = Map.copyOf(tags);
	}

}
