package io.awscredentials.sample;

import io.awscredentials.test.AwsTestServer;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Plays the MFA device of the profile {@code local-aws}, for the page.
 */
@RestController
@Profile(LocalAwsEnvironmentPostProcessor.MFA_PROFILE)
class LocalAwsController {

	private final AwsTestServer localAws;

	private final String serialNumber;

	LocalAwsController(AwsTestServer localAws,
			@Value("${aws.credentials.session-token.mfa.serial-number}") String serialNumber) {
		this.localAws = localAws;
		this.serialNumber = serialNumber;
	}

	@GetMapping("/local-aws")
	Device device() {
		return new Device(this.serialNumber, LocalAwsEnvironmentPostProcessor.SEED,
				this.localAws.currentCode(this.serialNumber));
	}

	/**
	 * What the device shows.
	 *
	 * @param serialNumber its serial number
	 * @param seed its seed, to put into an authenticator
	 * @param code the code it shows now
	 */
	record Device(String serialNumber, String seed, String code) {
	}

}
