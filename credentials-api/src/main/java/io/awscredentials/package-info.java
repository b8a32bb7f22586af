/**
 * The model: what AWS credentials are, where they come from and how they fail.
 */
@NullMarked
package io.awscredentials;

import org.jspecify.annotations.NullMarked;
