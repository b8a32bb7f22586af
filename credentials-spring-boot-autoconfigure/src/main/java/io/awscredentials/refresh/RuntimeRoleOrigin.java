package io.awscredentials.refresh;

import java.util.function.Function;

import io.awscredentials.AssumeRoleOptions;
import io.awscredentials.CredentialsSource;

/**
 * What roles that are known only at run time start from: the credentials of a provider,
 * and its settings.
 *
 * @param sources creates the source of a role and refuses options that can't be used; it
 * is cheap, since it may be called for each retrieval
 * @param policy when the credentials of the roles are refreshed
 */
public record RuntimeRoleOrigin(Function<AssumeRoleOptions, CredentialsSource> sources, RefreshPolicy policy) {
}
