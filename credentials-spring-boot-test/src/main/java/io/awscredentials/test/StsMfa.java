package io.awscredentials.test;

import org.jspecify.annotations.Nullable;

/**
 * The part of a call of STS that proves a person with a device is there.
 */
final class StsMfa {

	private final MfaDevices devices;

	StsMfa(MfaDevices devices) {
		this.devices = devices;
	}

	/**
	 * Use up the code in a request.
	 * @param parameters the request's parameters
	 * @return whether there was one
	 * @throws ServiceException where it is wrong or was used before
	 */
	boolean authenticate(StsParameters parameters) {
		String serialNumber = serialNumber(parameters);
		String code = parameters.optional("TokenCode", 6, 6);
		if (serialNumber == null && code == null) {
			return false;
		}
		if (serialNumber == null || code == null) {
			throw denied(
					"MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.");
		}
		if (!this.devices.accept(serialNumber, code)) {
			throw denied("MultiFactorAuthentication failed with invalid MFA one time pass code. ");
		}
		return true;
	}

	static @Nullable String serialNumber(StsParameters parameters) {
		return parameters.name("SerialNumber", 9, 256, "[\\w+=/:,.@-]*");
	}

	private static ServiceException denied(String message) {
		return new ServiceException(403, "AccessDenied", message);
	}

}
