/**
 * Credentials of people who signed in: by IAM Identity Center, or by {@code aws login}.
 * <p>
 * Internal: not for applications, may change at any time.
 */
@NullMarked
package io.awscredentials.source.sso;

import org.jspecify.annotations.NullMarked;
