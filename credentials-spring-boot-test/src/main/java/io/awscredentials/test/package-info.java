/**
 * An AWS on the loopback interface, for tests, samples and benchmarks; start at
 * {@link io.awscredentials.test.AwsTestServer}.
 */
@NullMarked
package io.awscredentials.test;

import org.jspecify.annotations.NullMarked;
