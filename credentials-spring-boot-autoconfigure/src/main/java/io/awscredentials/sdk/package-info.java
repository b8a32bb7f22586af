/**
 * The adapter to the AWS SDK for Java v2, the only room that names it.
 */
@NullMarked
package io.awscredentials.sdk;

import org.jspecify.annotations.NullMarked;
