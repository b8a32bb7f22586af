package io.awscredentials.autoconfigure;

import io.awscredentials.CredentialsException;
import io.awscredentials.autoconfigure.ProviderProperties.StartupMode;
import io.awscredentials.identity.RefreshingIdentityTokenProvider;

import org.springframework.context.SmartLifecycle;

/**
 * Asks for the first identity tokens with the application, once the credentials are asked
 * for that they are had with, and in the way that these are.
 */
final class IdentityTokenStartup implements SmartLifecycle {

	private final AssembledIdentityTokens tokens;

	private final ProviderDefinitions definitions;

	private final MfaTokenProviders mfa;

	private volatile boolean running;

	IdentityTokenStartup(AssembledIdentityTokens tokens, ProviderDefinitions definitions, MfaTokenProviders mfa) {
		this.tokens = tokens;
		this.definitions = definitions;
		this.mfa = mfa;
	}

	@Override
	public void start() {
		this.running = true;
		for (RefreshingIdentityTokenProvider token : this.tokens.all()) {
			if (mode(token) != StartupMode.LAZY) {
				token.engine().start();
			}
		}
		for (RefreshingIdentityTokenProvider token : this.tokens.all()) {
			if (mode(token) == StartupMode.REQUIRED) {
				require(token);
			}
		}
	}

	private void require(RefreshingIdentityTokenProvider token) {
		try {
			CredentialsStartup.require(token.engine(), this.mfa);
		}
		catch (CredentialsException ex) {
			throw this.definitions.required(token.engine().name(), token.provider(), ex);
		}
	}

	private StartupMode mode(RefreshingIdentityTokenProvider token) {
		return this.definitions.get(token.provider()).startup();
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return Integer.MIN_VALUE + 1;
	}

}
