package io.awscredentials.source.process;

/**
 * Retrieves credentials on a virtual thread, in a virtual machine of its own.
 */
final class VirtualRetrieval {

	private VirtualRetrieval() {
	}

	public static void main(String[] arguments) throws Exception {
		Runnable retrieval = () -> {
			String secret = Scripts.source(Scripts.command(arguments[0])).retrieve().secretAccessKey();
			System.out.println((secret.equals(Scripts.SECRET)) ? "done" : "wrong");
		};
		// There is such a method since Java 21.
		((Thread) Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, retrieval)).join();
	}

}
