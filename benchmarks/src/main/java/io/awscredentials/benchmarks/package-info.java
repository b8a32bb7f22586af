/**
 * Measurements side by side with the AWS SDK for Java.
 */
@NullMarked
package io.awscredentials.benchmarks;

import org.jspecify.annotations.NullMarked;
