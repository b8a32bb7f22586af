/**
 * AWS Signature Version 4, in headers and presigned URLs, and the clock it is signed by.
 * <p>
 * Internal: not for applications, may change at any time.
 */
@NullMarked
package io.awscredentials.http.sigv4;

import org.jspecify.annotations.NullMarked;
