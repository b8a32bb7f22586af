package io.awscredentials.autoconfigure;

import java.net.URI;

import io.awspring.cloud.autoconfigure.core.AwsConnectionDetails;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;

/**
 * Takes over the connection details of Spring Cloud AWS, unless there are some of ours.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(AwsConnectionDetails.class)
class SpringCloudAwsConfiguration {

	@Bean
	@ConditionalOnBean(type = "io.awspring.cloud.autoconfigure.core.AwsConnectionDetails")
	@ConditionalOnMissingBean
	CredentialsConnectionDetails awsCredentialsConnectionDetails(ObjectProvider<AwsConnectionDetails> details) {
		return new Adapter(details.getObject());
	}

	/**
	 * As Spring Cloud AWS reads them: a key without a secret counts for nothing.
	 */
	private static final class Adapter implements CredentialsConnectionDetails {

		private final AwsConnectionDetails details;

		Adapter(AwsConnectionDetails details) {
			this.details = details;
		}

		@Override
		public @Nullable URI getEndpoint() {
			return this.details.getEndpoint();
		}

		@Override
		public @Nullable String getRegion() {
			return this.details.getRegion();
		}

		@Override
		public @Nullable String getAccessKey() {
			return (hasKeys()) ? this.details.getAccessKey() : null;
		}

		@Override
		public @Nullable String getSecretKey() {
			return (hasKeys()) ? this.details.getSecretKey() : null;
		}

		private boolean hasKeys() {
			return StringUtils.hasText(this.details.getAccessKey()) && StringUtils.hasText(this.details.getSecretKey());
		}

	}

}
