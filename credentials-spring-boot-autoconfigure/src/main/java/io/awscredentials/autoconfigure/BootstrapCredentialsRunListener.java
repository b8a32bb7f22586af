package io.awscredentials.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.boot.bootstrap.BootstrapContext;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Closes the credentials that were needed to load configuration if the application does
 * not get as far as to close them itself.
 */
class BootstrapCredentialsRunListener implements SpringApplicationRunListener {

	private @Nullable BootstrapContext bootstrapContext;

	@Override
	public void starting(ConfigurableBootstrapContext bootstrapContext) {
		this.bootstrapContext = bootstrapContext;
	}

	@Override
	public void failed(@Nullable ConfigurableApplicationContext context, Throwable exception) {
		boolean closedWithContext = context != null && context.isActive();
		if (this.bootstrapContext != null && !closedWithContext) {
			BootstrapCredentials credentials = this.bootstrapContext.getOrElse(BootstrapCredentials.class, null);
			if (credentials != null) {
				credentials.close();
			}
		}
	}

}
