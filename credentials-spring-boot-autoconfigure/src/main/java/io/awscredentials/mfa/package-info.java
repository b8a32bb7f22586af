/**
 * Ready providers of MFA codes: from the console, from an endpoint or a page, and from a
 * seed.
 */
@NullMarked
package io.awscredentials.mfa;

import org.jspecify.annotations.NullMarked;
