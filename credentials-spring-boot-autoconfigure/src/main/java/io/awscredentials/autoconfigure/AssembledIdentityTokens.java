package io.awscredentials.autoconfigure;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.awscredentials.identity.RefreshingIdentityTokenProvider;
import io.awscredentials.refresh.RefreshingCredentialsProvider;

/**
 * The identity tokens that are configured.
 *
 * @param byName what gives them, by name
 */
record AssembledIdentityTokens(Map<String, RefreshingIdentityTokenProvider> byName) implements AutoCloseable {

	Collection<RefreshingIdentityTokenProvider> all() {
		return this.byName.values();
	}

	List<RefreshingCredentialsProvider> engines() {
		return all().stream().map(RefreshingIdentityTokenProvider::engine).toList();
	}

	@Override
	public void close() {
		engines().forEach(RefreshingCredentialsProvider::close);
	}

}
