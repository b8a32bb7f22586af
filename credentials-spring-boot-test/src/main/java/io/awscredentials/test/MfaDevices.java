package io.awscredentials.test;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;

/**
 * The MFA devices the server knows, each of whose codes is good for one call.
 */
final class MfaDevices {

	private final Map<String, Device> devices = new ConcurrentHashMap<>();

	private final InstantSource clock;

	MfaDevices(InstantSource clock) {
		this.clock = clock;
	}

	void add(String serialNumber, String base32Seed) {
		this.devices.put(serialNumber, new Device(new Totp(base32Seed), new HashSet<>()));
	}

	String currentCode(String serialNumber) {
		return device(serialNumber).totp().code(Totp.step(this.clock.instant()));
	}

	String unusedCode(String serialNumber) {
		Device device = device(serialNumber);
		synchronized (device.usedSteps()) {
			return candidates().filter((step) -> !device.usedSteps().contains(step))
				.mapToObj(device.totp()::code)
				.findFirst()
				.orElseThrow(() -> new IllegalStateException(
						"All codes of the MFA device '" + serialNumber + "' that are valid now were used"));
		}
	}

	/**
	 * Use a code up.
	 * @return whether it was valid
	 */
	boolean accept(String serialNumber, String code) {
		Device device = this.devices.get(serialNumber);
		if (device == null) {
			return false;
		}
		synchronized (device.usedSteps()) {
			return candidates().filter((step) -> device.totp().code(step).equals(code))
				.anyMatch(device.usedSteps()::add);
		}
	}

	private LongStream candidates() {
		long step = Totp.step(this.clock.instant());
		return LongStream.of(step, step + 1, step - 1);
	}

	private Device device(String serialNumber) {
		Device device = this.devices.get(serialNumber);
		if (device == null) {
			throw new IllegalArgumentException("There is no MFA device '" + serialNumber + "'");
		}
		return device;
	}

	private record Device(Totp totp, Set<Long> usedSteps) {

	}

}
