package io.awscredentials.integration;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Runs an application in whatever class loader this class was loaded with.
 */
final class IsolatedRun {

	private IsolatedRun() {
	}

	static String run(String uri, String accessKeyId, String secretAccessKey) {
		try (ConfigurableApplicationContext context = SpringApplication.run(Applications.Application.class,
				"--spring.main.web-application-type=none", "--spring.main.banner-mode=off",
				"--spring.cloud.aws.sqs.enabled=false", "--spring.cloud.aws.region.static=us-east-1",
				"--spring.cloud.aws.endpoint=" + uri, "--aws.credentials.static.access-key-id=" + accessKeyId,
				"--aws.credentials.static.secret-access-key=" + secretAccessKey)) {
			context.getBean(S3Client.class).listBuckets();
			return context.getBeansOfType(AwsCredentialsProvider.class).keySet().toString();
		}
	}

}
