package io.awscredentials.source.imds;

/**
 * What IAM allows in the name of a role or instance profile. It becomes part of a path,
 * which it must not lead elsewhere.
 */
final class RoleName {

	private static final int MAX_LENGTH = 128;

	private RoleName() {
	}

	static boolean isValid(String name) {
		return !name.isEmpty() && name.length() <= MAX_LENGTH && name.chars().allMatch(RoleName::isAllowed)
				&& !name.equals(".") && !name.equals("..");
	}

	private static boolean isAllowed(int c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "_+=,.@-".indexOf(c) >= 0;
	}

}
