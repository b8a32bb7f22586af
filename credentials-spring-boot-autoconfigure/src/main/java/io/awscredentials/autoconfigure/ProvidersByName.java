package io.awscredentials.autoconfigure;

import java.util.Map;

import io.awscredentials.CredentialsProvider;

/**
 * The providers that others are told to use by name.
 *
 * @param providers the providers by name
 */
record ProvidersByName(Map<String, CredentialsProvider> providers) {

}
