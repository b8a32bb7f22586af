/**
 * Credentials of people who signed in: by IAM Identity Center, or by {@code aws login}.
 */
@NullMarked
package io.awscredentials.source.sso;

import org.jspecify.annotations.NullMarked;
