/**
 * The source that asks the metadata service of an EC2 instance.
 * <p>
 * Internal: not for applications, may change at any time.
 */
@NullMarked
package io.awscredentials.source.imds;

import org.jspecify.annotations.NullMarked;
