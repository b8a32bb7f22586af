/**
 * Sources that ask the Security Token Service: roles, sessions, web identities and SAML.
 */
@NullMarked
package io.awscredentials.source.sts;

import org.jspecify.annotations.NullMarked;
