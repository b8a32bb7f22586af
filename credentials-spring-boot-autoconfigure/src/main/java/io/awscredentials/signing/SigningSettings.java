package io.awscredentials.signing;

import java.util.List;

import io.awscredentials.CredentialsProvider;
import org.jspecify.annotations.Nullable;

/**
 * What an application says about how requests are signed.
 *
 * @param service the name the service signs under, or {@code null} if the host tells
 * @param region the region, or {@code null} if the host tells
 * @param provider gives the credentials
 * @param hosts the hosts that are signed for beside those of AWS
 * @param payload whether the body is signed, or {@code null} for what the service needs
 */
record SigningSettings(@Nullable String service, @Nullable String region, CredentialsProvider provider,
		List<String> hosts, @Nullable Payload payload) {

	SigningSettings withRegion(String region) {
		return new SigningSettings(this.service, region, this.provider, this.hosts, this.payload);
	}

	SigningSettings withProvider(CredentialsProvider provider) {
		return new SigningSettings(this.service, this.region, provider, this.hosts, this.payload);
	}

	SigningSettings withHosts(List<String> hosts) {
		return new SigningSettings(this.service, this.region, this.provider, hosts, this.payload);
	}

	SigningSettings withPayload(Payload payload) {
		return new SigningSettings(this.service, this.region, this.provider, this.hosts, payload);
	}

}
