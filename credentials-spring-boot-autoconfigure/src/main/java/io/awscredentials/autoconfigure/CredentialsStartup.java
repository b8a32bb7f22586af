package io.awscredentials.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.MfaChallenge;
import io.awscredentials.autoconfigure.ProviderProperties.StartupMode;
import io.awscredentials.refresh.CredentialsProviders;
import io.awscredentials.refresh.RefreshScheduler;
import io.awscredentials.refresh.RefreshingCredentialsProvider;

import org.springframework.context.SmartLifecycle;

/**
 * Starts the first retrievals with the application, before anything else that starts.
 */
final class CredentialsStartup implements SmartLifecycle {

	private final CredentialsProviders providers;

	private final ProviderDefinitions definitions;

	private final MfaTokenProviders mfa;

	private final RefreshScheduler scheduler;

	private final boolean defaultIsUndescribed;

	private volatile boolean running;

	CredentialsStartup(CredentialsProviders providers, ProviderDefinitions definitions, MfaTokenProviders mfa,
			RefreshScheduler scheduler, SourceSelection selection) {
		this.providers = providers;
		this.definitions = definitions;
		this.mfa = mfa;
		this.scheduler = scheduler;
		this.defaultIsUndescribed = selection.isUndescribed();
	}

	@Override
	public void start() {
		this.running = true;
		this.scheduler.rest(false);
		List<RefreshingCredentialsProvider> all = this.providers.all();
		List<RefreshingCredentialsProvider> required = new ArrayList<>();
		for (RefreshingCredentialsProvider provider : all) {
			StartupMode mode = mode(provider);
			if (mode != StartupMode.LAZY) {
				provider.start();
			}
			if (mode == StartupMode.REQUIRED) {
				required.add(provider);
			}
		}
		for (RefreshingCredentialsProvider provider : required) {
			try {
				require(provider, this.mfa);
			}
			catch (CredentialsException ex) {
				throw this.definitions.required("provider '" + provider.name() + "'", provider.name(), ex);
			}
		}
	}

	/**
	 * Wait for credentials, for the person whose MFA code or sign-in they need, and for
	 * AWS to know a key that was made just now: that is what {@code required} asks for.
	 * @param provider the provider
	 * @param mfa knows who is asked for MFA codes
	 * @throws CredentialsException if there are none
	 */
	static void require(RefreshingCredentialsProvider provider, MfaTokenProviders mfa) {
		while (true) {
			try {
				provider.resolveCredentials();
				return;
			}
			catch (CredentialsException ex) {
				await(ex, mfa);
			}
		}
	}

	private static void await(CredentialsException failure, MfaTokenProviders mfa) {
		MfaChallenge challenge = failure.mfaChallenge();
		CompletableFuture<?> answer = (challenge != null) ? mfa.asking(challenge.provider()) : null;
		Duration pause = failure.nextAttempt();
		boolean newKey = failure.code() == CredentialsErrorCode.STS_ACCESS_DENIED && failure.retryable();
		try {
			if (answer != null) {
				answer.get();
				return;
			}
			if (pause != null && (failure.signInChallenge() != null || newKey)) {
				Thread.sleep(pause.toMillis());
				return;
			}
		}
		catch (ExecutionException ex) {
			// There is no code.
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		throw failure;
	}

	private StartupMode mode(RefreshingCredentialsProvider provider) {
		ProviderDefinition definition = this.definitions.get(provider.name());
		boolean unused = definition.isDefault() && !this.definitions.names().isEmpty() && this.defaultIsUndescribed;
		// Where only named providers are described, nobody may ever ask for the default
		// one: searching the default chain would end in a failure nobody caused.
		return (unused) ? StartupMode.LAZY : definition.startup();
	}

	@Override
	public void stop() {
		// A context that is stopped may start again, as those of tests are paused.
		this.scheduler.rest(true);
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return Integer.MIN_VALUE;
	}

}
