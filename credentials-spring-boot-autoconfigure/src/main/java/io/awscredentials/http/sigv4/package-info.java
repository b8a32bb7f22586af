/**
 * AWS Signature Version 4, in headers, and the clock it is signed by.
 */
@NullMarked
package io.awscredentials.http.sigv4;

import org.jspecify.annotations.NullMarked;
