package io.awscredentials.sample;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says what to install for a profile of the sample.
 */
class NotInstalledFailureAnalyzer extends AbstractFailureAnalyzer<NotInstalledException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, NotInstalledException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()),
				"Install it, on Debian and Ubuntu: apt-get install " + cause.debianPackage()
						+ ". No server that is running is touched: the sample starts one of its own.",
				cause);
	}

}
