package io.awscredentials.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A part of the name of a property that is not known.
 *
 * @param index the index of the part
 * @param group the group it is in
 */
record UnknownName(int index, KnownProperties group) {

	/**
	 * Return what is most like the part.
	 * @param part the part
	 * @return the name, or {@code null} if none is like it
	 */
	@Nullable String nearest(String part) {
		String best = null;
		int least = Math.max(2, part.length() / 3) + 1;
		for (String candidate : this.group.names()) {
			if (candidate.startsWith(part + "-")) {
				return candidate;
			}
			int distance = distance(part, candidate);
			if (distance < least) {
				least = distance;
				best = candidate;
			}
		}
		return best;
	}

	/** How many letters have to be changed, added or left out. */
	private static int distance(String some, String other) {
		List<Integer> row = new ArrayList<>();
		for (int j = 0; j <= other.length(); j++) {
			row.add(j);
		}
		for (int i = 1; i <= some.length(); i++) {
			int diagonal = row.set(0, i);
			for (int j = 1; j <= other.length(); j++) {
				int change = diagonal + ((some.charAt(i - 1) == other.charAt(j - 1)) ? 0 : 1);
				diagonal = row.get(j);
				row.set(j, Math.min(change, Math.min(diagonal, row.get(j - 1)) + 1));
			}
		}
		return row.get(other.length());
	}

}
