/**
 * What the sources share: the home folder, and reading the JSON and the timestamps that
 * AWS uses.
 * <p>
 * Internal: not for applications, may change at any time.
 */
@NullMarked
package io.awscredentials.source;

import org.jspecify.annotations.NullMarked;
