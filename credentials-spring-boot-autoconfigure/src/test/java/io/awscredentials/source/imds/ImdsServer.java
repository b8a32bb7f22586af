package io.awscredentials.source.imds;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import io.awscredentials.http.CredentialsHttpClient;
import io.awscredentials.http.HttpOptions;
import io.awscredentials.source.ScriptedServer;
import io.awscredentials.source.ScriptedServer.Answer;

/**
 * An instance metadata service that a test can change, and a source that asks it.
 */
final class ImdsServer implements AutoCloseable {

	static final String TOKEN = "PUT /latest/api/token";

	static final String LIST = "GET /latest/meta-data/iam/security-credentials/";

	static final String CREDENTIALS = LIST + "test-role";

	static final String EXTENDED = "GET /latest/meta-data/iam/security-credentials-extended/";

	static final Instant NOW = Instant.parse("2026-11-21T04:00:00Z");

	final ScriptedServer http = new ScriptedServer();

	final AtomicReference<Instant> now = new AtomicReference<>(NOW);

	ImdsServer() throws IOException {
		this.http.on(TOKEN, token("token-1", "21600"))
			.on(LIST, ScriptedServer.text(200, "test-role"))
			.on(CREDENTIALS, credentials("ASIAONE"));
	}

	static Answer token(String token, String lifetime) {
		return ScriptedServer.text(200, token, "X-aws-ec2-metadata-token-ttl-seconds", lifetime);
	}

	static Answer credentials(String accessKeyId) {
		return ScriptedServer.json(json(accessKeyId));
	}

	static String json(String accessKeyId) {
		return """
				{
				  "Code" : "Success",
				  "LastUpdated" : "2026-11-21T04:00:00Z",
				  "Type" : "AWS-HMAC",
				  "AccessKeyId" : "%s",
				  "SecretAccessKey" : "s3cret",
				  "Token" : "t0ken",
				  "Expiration" : "2026-11-21T10:00:00Z"
				}""".formatted(accessKeyId);
	}

	InstanceMetadataCredentialsSource source() {
		return source(new InstanceMetadataOptions(this.http.url(), null, false, false, null), Map.of());
	}

	InstanceMetadataCredentialsSource source(boolean v1Fallback, Map<String, String> environment) {
		return source(new InstanceMetadataOptions(this.http.url(), null, v1Fallback, false, null), environment);
	}

	InstanceMetadataCredentialsSource source(InstanceMetadataOptions options, Map<String, String> environment) {
		InstantSource clock = this.now::get;
		return new InstanceMetadataCredentialsSource(options, environment::get, InstanceMetadataProfile::none, client(),
				clock);
	}

	static CredentialsHttpClient client() {
		return CredentialsHttpClient.builder(HttpOptions.metadata()).pause((delay) -> {
		}).build();
	}

	@Override
	public void close() {
		this.http.close();
	}

}
