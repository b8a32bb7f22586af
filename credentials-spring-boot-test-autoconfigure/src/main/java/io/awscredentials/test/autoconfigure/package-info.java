/**
 * Annotations for tests of applications that use AWS credentials.
 */
@NullMarked
package io.awscredentials.test.autoconfigure;

import org.jspecify.annotations.NullMarked;
