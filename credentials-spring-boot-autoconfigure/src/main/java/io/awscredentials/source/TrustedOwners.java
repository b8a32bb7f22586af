package io.awscredentials.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Who may own the files whose code this service runs: root, its own user, and those that
 * the configuration names. As OpenSSH and sudo do, a file is judged with each link on the
 * way to it and each folder above: whoever may change one of them puts another file in
 * its place.
 *
 * @param additional owners beside root and the user of this service
 */
public record TrustedOwners(Set<UserPrincipal> additional) {

	private static final Log logger = LogFactory.getLog(TrustedOwners.class);

	private static final TrustedOwners DEFAULTS = new TrustedOwners(Set.of());

	private static final int OTHERS_WRITE = 0002;

	private static final int GROUP_WRITE = 0020;

	private static final int STICKY = 01000;

	private static final int ROOT = 0;

	private static final int MAX_LINKS = 40;

	private static final Path STATUS = Path.of("/proc/self/status");

	private static final Set<Path> WARNED = ConcurrentHashMap.newKeySet();

	/**
	 * Return the owners that count where none is named.
	 * @return root and the user of this service
	 */
	public static TrustedOwners defaults() {
		return DEFAULTS;
	}

	/**
	 * Return these owners and others.
	 * @param users their names, or their numbers
	 * @return the owners
	 * @throws IllegalArgumentException if there is no such user
	 */
	public static TrustedOwners of(Collection<String> users) {
		Set<UserPrincipal> additional = new HashSet<>();
		FileSystem system = FileSystems.getDefault();
		for (String user : users) {
			try {
				additional.add(system.getUserPrincipalLookupService().lookupPrincipalByName(user));
			}
			catch (IOException | UnsupportedOperationException ex) {
				throw new IllegalArgumentException("'" + user + "' is not the name of a user here");
			}
		}
		return new TrustedOwners(Set.copyOf(additional));
	}

	/**
	 * Check that nobody else may change what is found at a path. A folder that others may
	 * write to is fine where it has the sticky bit: they can't replace what is in it.
	 * What a group may write to is fine, too, unless owners are named; there is a warning
	 * then. On file systems without owners and permissions of this kind everything is
	 * fine.
	 * @param path the path
	 * @throws UntrustedFileException if somebody else may
	 * @throws IOException if that can't be found out
	 */
	public void check(Path path) throws IOException {
		Path absolute = path.toAbsolutePath();
		Path root = absolute.getRoot();
		if (root == null || !path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
			return;
		}
		judge(root);
		Path current = root;
		Deque<Path> names = new ArrayDeque<>();
		push(absolute, names);
		for (int links = 0; !names.isEmpty();) {
			Path next = current.resolve(names.pop()).normalize();
			if (judge(next)) {
				if (++links > MAX_LINKS) {
					throw new FileSystemLoopException(path.toString());
				}
				Path target = Files.readSymbolicLink(next);
				push(target, names);
				current = (target.isAbsolute()) ? root : current;
			}
			else {
				current = next;
			}
		}
	}

	private static void push(Path path, Deque<Path> names) {
		for (int i = path.getNameCount() - 1; i >= 0; i--) {
			names.push(path.getName(i));
		}
	}

	/**
	 * Check one step on the way, and return whether it is a link.
	 */
	private boolean judge(Path path) throws IOException {
		Map<String, Object> attributes = Files.readAttributes(path, "unix:mode,uid,gid,isSymbolicLink,isDirectory",
				LinkOption.NOFOLLOW_LINKS);
		requireOwner(path, attributes);
		boolean link = Boolean.TRUE.equals(attributes.get("isSymbolicLink"));
		if (!link) {
			requireClosed(path, attributes);
		}
		return link;
	}

	private void requireOwner(Path path, Map<String, Object> attributes) throws IOException {
		Object uid = attributes.get("uid");
		if (Integer.valueOf(ROOT).equals(uid) || Objects.equals(uid, ServiceUser.ID)) {
			return;
		}
		UserPrincipal owner = Files.getOwner(path, LinkOption.NOFOLLOW_LINKS);
		if (!this.additional.contains(owner) && !owner.equals(ServiceUser.PRINCIPAL)) {
			String number = String.valueOf(uid);
			throw UntrustedFileException.owner(path, (owner.getName().equals(number)) ? "the user ID " + number
					: "'" + owner.getName() + "' (user ID " + number + ")");
		}
	}

	private void requireClosed(Path path, Map<String, Object> attributes) throws UntrustedFileException {
		int mode = (attributes.get("mode") instanceof Integer value) ? value : OTHERS_WRITE;
		if (Boolean.TRUE.equals(attributes.get("isDirectory")) && (mode & STICKY) != 0) {
			return;
		}
		if ((mode & OTHERS_WRITE) != 0) {
			throw UntrustedFileException.others(path);
		}
		// The group of root has no members, but for containers whose user has no other.
		if ((mode & GROUP_WRITE) == 0 || Integer.valueOf(ROOT).equals(attributes.get("gid"))) {
			return;
		}
		if (!this.additional.isEmpty()) {
			throw UntrustedFileException.group(path);
		}
		if (WARNED.add(path)) {
			String shown = Redaction.onOneLine(path.toString());
			logger.warn("The group of '" + shown + "' may write to it, and so decide what this service runs. If it has "
					+ "other members than its owner: chmod g-w " + shown);
		}
	}

	/**
	 * The user of this service: by number, which holds in a container without a list of
	 * users, else by name.
	 */
	private static final class ServiceUser {

		static final @Nullable Integer ID = id();

		static final @Nullable UserPrincipal PRINCIPAL = (ID == null) ? principal() : null;

		private static @Nullable Integer id() {
			try {
				// The real and the effective one, and two more
				return Files.readAllLines(STATUS, StandardCharsets.ISO_8859_1)
					.stream()
					.filter((line) -> line.startsWith("Uid:"))
					.map((line) -> Integer.parseUnsignedInt(line.split("\\s+")[2]))
					.findFirst()
					.orElse(null);
			}
			catch (IOException | RuntimeException ex) {
				return null;
			}
		}

		private static @Nullable UserPrincipal principal() {
			try {
				return FileSystems.getDefault()
					.getUserPrincipalLookupService()
					.lookupPrincipalByName(System.getProperty("user.name", ""));
			}
			catch (IOException | UnsupportedOperationException ex) {
				return null;
			}
		}

	}

}
