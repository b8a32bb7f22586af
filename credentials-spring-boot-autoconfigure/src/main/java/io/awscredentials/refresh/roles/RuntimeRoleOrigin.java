package io.awscredentials.refresh.roles;

import java.util.function.Function;

import io.awscredentials.AssumeRoleOptions;
import io.awscredentials.CredentialsSource;
import io.awscredentials.refresh.RefreshPolicy;

/**
 * What roles that are known only at run time start from: the credentials of a provider,
 * and its settings.
 *
 * @param sources creates the source of a role and refuses options that can't be used
 * @param policy when the credentials of the roles are refreshed
 */
public record RuntimeRoleOrigin(Function<AssumeRoleOptions, CredentialsSource> sources, RefreshPolicy policy) {
}
