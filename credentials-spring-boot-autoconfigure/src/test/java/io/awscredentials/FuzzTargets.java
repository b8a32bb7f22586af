package io.awscredentials;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.awscredentials.http.WireFuzz;
import io.awscredentials.signing.SigningFuzz;
import io.awscredentials.source.AnswerFuzz;
import io.awscredentials.source.container.ContainerFuzz;
import io.awscredentials.source.process.ProcessFuzz;
import io.awscredentials.source.profile.ProfileFuzz;
import io.awscredentials.source.rolesanywhere.RolesAnywhereFuzz;
import io.awscredentials.source.sso.SsoFuzz;
import io.awscredentials.source.sts.StsFuzz;
import io.awscredentials.source.vault.VaultFuzz;

/**
 * Everything that reads what others wrote. Whatever that is, it is read or refused with a
 * {@link CredentialsException} that shows no control characters; nothing else is thrown,
 * and nothing takes long. The first line of an input names the target, the rest is what
 * it reads.
 * <p>
 * The fuzzer of the profile {@code fuzz} calls {@link #fuzzerTestOneInput}; what is in
 * the corpus is read in each build ({@link FuzzCorpusTests}).
 */
public final class FuzzTargets {

	private static final Map<String, Target> TARGETS = new TreeMap<>();

	static {
		TARGETS.putAll(ProfileFuzz.targets());
		TARGETS.putAll(ProcessFuzz.targets());
		TARGETS.putAll(StsFuzz.targets());
		TARGETS.putAll(AnswerFuzz.targets());
		TARGETS.putAll(ContainerFuzz.targets());
		TARGETS.putAll(SsoFuzz.targets());
		TARGETS.putAll(RolesAnywhereFuzz.targets());
		TARGETS.putAll(VaultFuzz.targets());
		TARGETS.putAll(WireFuzz.targets());
		TARGETS.putAll(SigningFuzz.targets());
	}

	private FuzzTargets() {
	}

	/**
	 * Return the names of all targets.
	 * @return the names, in order
	 */
	static List<String> names() {
		return List.copyOf(TARGETS.keySet());
	}

	/**
	 * Called by the fuzzer.
	 * @param input the name of a target, a line break, and what it is to read; where the
	 * name is no target's, one is chosen by it
	 * @throws Exception if the input was neither read nor refused
	 */
	public static void fuzzerTestOneInput(byte[] input) throws Exception {
		int end = 0;
		while (end < input.length && input[end] != '\n') {
			end++;
		}
		String name = new String(input, 0, end, StandardCharsets.ISO_8859_1);
		Target target = TARGETS.get(name);
		if (target == null) {
			target = TARGETS.get(names().get(Math.floorMod(name.hashCode(), TARGETS.size())));
		}
		run(target, Arrays.copyOfRange(input, Math.min(end + 1, input.length), input.length));
	}

	private static void run(Target target, byte[] input) throws Exception {
		try {
			target.read(input);
		}
		catch (CredentialsException ex) {
			String shown = ex.getMessage() + ex.advice() + ex.source();
			if (shown.chars().anyMatch((c) -> Character.isISOControl(c))) {
				throw new AssertionError("A failure shows control characters: " + shown, ex);
			}
		}
	}

	/**
	 * Reads what others wrote.
	 */
	@FunctionalInterface
	public interface Target {

		/**
		 * Read an input.
		 * @param input the input
		 * @throws Exception if it was not read; only a {@link CredentialsException} is
		 * right
		 */
		void read(byte[] input) throws Exception;

		/**
		 * Return a target that reads text.
		 * @param target the target
		 * @return a target that reads bytes as UTF-8
		 */
		static Target text(TextTarget target) {
			return (input) -> target.read(new String(input, StandardCharsets.UTF_8));
		}

		/**
		 * Return a target that may refuse an input in a way of its own.
		 * @param refusal what it throws then, which its callers know
		 * @return the target
		 */
		default Target refusing(Class<? extends Exception> refusal) {
			return (input) -> {
				try {
					read(input);
				}
				catch (Exception ex) {
					if (!refusal.isInstance(ex)) {
						throw ex;
					}
				}
			};
		}

	}

	/**
	 * Reads text that others wrote.
	 */
	@FunctionalInterface
	public interface TextTarget {

		/**
		 * Read a text.
		 * @param text the text
		 * @throws Exception if it was not read
		 */
		void read(String text) throws Exception;

	}

}
