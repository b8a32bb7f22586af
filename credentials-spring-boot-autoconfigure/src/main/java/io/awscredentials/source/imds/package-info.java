/**
 * The source that asks the metadata service of an EC2 instance.
 */
@NullMarked
package io.awscredentials.source.imds;

import org.jspecify.annotations.NullMarked;
