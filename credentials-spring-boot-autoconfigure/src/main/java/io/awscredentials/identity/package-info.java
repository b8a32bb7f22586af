/**
 * Tokens that tell services outside AWS who the application is, and what sends them.
 */
@NullMarked
package io.awscredentials.identity;

import org.jspecify.annotations.NullMarked;
