/**
 * Credentials of a role for whoever has an X.509 certificate: IAM Roles Anywhere.
 */
@NullMarked
package io.awscredentials.source.rolesanywhere;

import org.jspecify.annotations.NullMarked;
