/**
 * What rooms tell each other that no application has to know, such as what sources tell
 * the refresh engine beside the credentials.
 * <p>
 * Internal: not for applications, may change at any time.
 */
@NullMarked
package io.awscredentials.internal;

import org.jspecify.annotations.NullMarked;
