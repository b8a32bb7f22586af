/**
 * Credentials of a role for whoever has an X.509 certificate: IAM Roles Anywhere.
 * <p>
 * Internal: not for applications, may change at any time.
 */
@NullMarked
package io.awscredentials.source.rolesanywhere;

import org.jspecify.annotations.NullMarked;
