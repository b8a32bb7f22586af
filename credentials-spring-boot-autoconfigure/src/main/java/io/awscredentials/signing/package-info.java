/**
 * Signed requests and presigned URLs for applications: what the credentials are for.
 */
@NullMarked
package io.awscredentials.signing;

import org.jspecify.annotations.NullMarked;
