/**
 * AWS Signature Version 4, in headers and presigned URLs, and the clock it is signed by.
 */
@NullMarked
package io.awscredentials.http.sigv4;

import org.jspecify.annotations.NullMarked;
