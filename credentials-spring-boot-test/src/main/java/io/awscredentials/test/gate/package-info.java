/**
 * Gates that stand before real servers, check the tokens of AWS that clients send in
 * place of passwords, and log in with the real password.
 * <p>
 * Internal: not for applications, may change at any time.
 */
@NullMarked
package io.awscredentials.test.gate;

import org.jspecify.annotations.NullMarked;
