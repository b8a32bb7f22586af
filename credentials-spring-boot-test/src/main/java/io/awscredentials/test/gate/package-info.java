/**
 * Gates that stand before real servers, check the tokens of AWS that clients send in
 * place of passwords, and log in with the real password.
 */
@NullMarked
package io.awscredentials.test.gate;

import org.jspecify.annotations.NullMarked;
