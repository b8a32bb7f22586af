package io.awscredentials.source.vault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What Vault is asked for.
 *
 * @param mount the path at which the AWS secrets engine is mounted
 * @param role the name of the role in Vault
 * @param ttl how long the credentials are to live, which has a meaning for those that STS
 * gives; {@code null} for what Vault is set to
 * @param roleArn the ARN of the role to assume, where Vault may assume several, or
 * {@code null}
 */
public record VaultOptions(String mount, String role, @Nullable Duration ttl, @Nullable String roleArn) {

	/** Where Vault mounts the engine unless it is told otherwise. */
	public static final String MOUNT = "aws";

	List<String> path() {
		List<String> path = new ArrayList<>();
		for (String segment : this.mount.split("/")) {
			if (!segment.isBlank()) {
				path.add(segment.strip());
			}
		}
		path.add("creds");
		path.add(this.role);
		return path;
	}

	Map<String, String> parameters() {
		Map<String, String> parameters = new LinkedHashMap<>();
		if (this.ttl != null) {
			parameters.put("ttl", this.ttl.toSeconds() + "s");
		}
		if (this.roleArn != null) {
			parameters.put("role_arn", this.roleArn);
		}
		return parameters;
	}

}
