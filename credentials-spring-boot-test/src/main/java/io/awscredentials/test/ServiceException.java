package io.awscredentials.test;

/**
 * An error a service answers with.
 */
final class ServiceException extends RuntimeException {

	private final int status;

	private final String code;

	private final String message;

	ServiceException(int status, String code, String message) {
		// An answer, not an accident: no stack trace.
		super(message, null, false, false);
		this.status = status;
		this.code = code;
		this.message = message;
	}

	int status() {
		return this.status;
	}

	String code() {
		return this.code;
	}

	@Override
	public String getMessage() {
		return this.message;
	}

}
