package io.awscredentials.source.sts;

import io.awscredentials.MfaTokenProvider;

/**
 * Who gives MFA codes, and for whom.
 *
 * @param provider the name of the provider whose credentials they are for,
 * {@code "default"} for example
 * @param tokenProvider gives the codes
 * @hidden
 */
public record MfaAuthentication(String provider, MfaTokenProvider tokenProvider) {
}
