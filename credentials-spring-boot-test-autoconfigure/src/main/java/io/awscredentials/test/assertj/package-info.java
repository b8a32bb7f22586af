/**
 * Assertions on credentials, and on what an AWS for tests was asked; start at
 * {@link io.awscredentials.test.assertj.CredentialsAssertions}.
 */
@NullMarked
package io.awscredentials.test.assertj;

import org.jspecify.annotations.NullMarked;
