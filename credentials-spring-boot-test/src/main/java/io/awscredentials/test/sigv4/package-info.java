/**
 * Verification of AWS Signature Version 4, written from AWS's description and shared with
 * no signer.
 * <p>
 * Internal: not for applications, may change at any time.
 */
@NullMarked
package io.awscredentials.test.sigv4;

import org.jspecify.annotations.NullMarked;
