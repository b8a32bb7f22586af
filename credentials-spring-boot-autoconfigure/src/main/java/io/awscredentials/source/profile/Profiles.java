package io.awscredentials.source.profile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What the config and the credentials file say together. Of a property that both give to
 * a profile, the credentials file's counts.
 */
final class Profiles {

	private final Map<SectionHeader.Type, Map<String, ProfileSection>> sections = new HashMap<>();

	private final Map<SectionHeader.Type, Map<String, String>> ignored = new HashMap<>();

	private final List<String> warnings = new ArrayList<>();

	private final ParsedFile config;

	private final ParsedFile credentials;

	private Profiles(ParsedFile config, ParsedFile credentials) {
		this.config = config;
		this.credentials = credentials;
		add(config);
		add(credentials);
	}

	/**
	 * Merge the two files.
	 * @param config the config file
	 * @param credentials the credentials file
	 * @return what they say together
	 */
	static Profiles merge(ParsedFile config, ParsedFile credentials) {
		return new Profiles(config, credentials);
	}

	private void add(ParsedFile file) {
		this.warnings.addAll(file.warnings());
		boolean displaced = file.sections().stream().anyMatch((section) -> section.header().isPrefixedDefault());
		for (ParsedFile.Section section : file.sections()) {
			SectionHeader header = section.header();
			if (header.ignored() != null) {
				this.ignored.computeIfAbsent(header.type(), (type) -> new HashMap<>())
					.put(header.name(), section.at() + ": " + header.ignored());
			}
			else if (displaced && header.isPlainDefault()) {
				this.warnings.add(section.at() + ": [default] is ignored: the file has [profile default] as well");
			}
			else {
				Map<String, ProfileSection> named = this.sections.computeIfAbsent(header.type(),
						(type) -> new LinkedHashMap<>());
				named
					.computeIfAbsent(header.name(),
							(name) -> new ProfileSection(name, section.at(), new LinkedHashMap<>()))
					.properties()
					.putAll(section.properties());
			}
		}
	}

	/**
	 * Return a profile.
	 * @param name the name
	 * @return the profile, or {@code null} if there is none of that name
	 */
	@Nullable ProfileSection profile(String name) {
		return all(SectionHeader.Type.PROFILE).get(name);
	}

	/**
	 * Return a sign-in session of IAM Identity Center.
	 * @param name the name
	 * @return the session, or {@code null} if there is none of that name
	 */
	@Nullable ProfileSection ssoSession(String name) {
		return all(SectionHeader.Type.SSO_SESSION).get(name);
	}

	/**
	 * Return a group of services.
	 * @param name the name
	 * @return the services, or {@code null} if there is no group of that name
	 */
	@Nullable ProfileSection services(String name) {
		return all(SectionHeader.Type.SERVICES).get(name);
	}

	/**
	 * Return all sections of a type by name.
	 * @param type the type
	 * @return the sections
	 */
	Map<String, ProfileSection> all(SectionHeader.Type type) {
		return this.sections.getOrDefault(type, Map.of());
	}

	/**
	 * Return why a section of that name was ignored: most often it is the one somebody
	 * looks for, with the wrong header.
	 * @param type the type
	 * @param name the name
	 * @return the warning, or {@code null} if there was none
	 */
	@Nullable String ignored(SectionHeader.Type type, String name) {
		return this.ignored.getOrDefault(type, Map.of()).get(name);
	}

	/**
	 * Return what was skipped and why.
	 * @return the warnings
	 */
	List<String> warnings() {
		return List.copyOf(this.warnings);
	}

	/**
	 * Return the config file.
	 * @return the file
	 */
	ParsedFile config() {
		return this.config;
	}

	/**
	 * Return the credentials file.
	 * @return the file
	 */
	ParsedFile credentials() {
		return this.credentials;
	}

}
