package io.awscredentials.source.profile;

import org.jspecify.annotations.Nullable;

/**
 * A section {@code sso-session} of the config file. Blank is unset.
 *
 * @param name the name
 * @param startUrl {@code sso_start_url}, or {@code null}
 * @param region {@code sso_region}, or {@code null}
 */
public record ProfileSsoSession(String name, @Nullable String startUrl, @Nullable String region) {
}
