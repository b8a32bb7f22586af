/**
 * The shared AWS files: what they say, and which steps lead from a profile to
 * credentials.
 * <p>
 * Internal: not for applications, may change at any time.
 */
@NullMarked
package io.awscredentials.source.profile;

import org.jspecify.annotations.NullMarked;
