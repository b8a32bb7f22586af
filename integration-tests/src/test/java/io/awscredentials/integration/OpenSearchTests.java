package io.awscredentials.integration;

import java.io.IOException;

import io.awscredentials.autoconfigure.AwsCredentialsAutoConfiguration;
import io.awscredentials.autoconfigure.AwsCredentialsSigningAutoConfiguration;
import io.awscredentials.signing.AwsSigning;
import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.TestCredentials;
import org.apache.hc.core5.http.HttpHost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opensearch.client.Request;
import org.opensearch.client.RestClient;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that one line signs what the REST client of OpenSearch sends.
 */
class OpenSearchTests {

	private final AwsTestServer aws = AwsTestServer.start().api("es", "/orders", "{\"hits\":{}}");

	private final TestCredentials user = this.aws.addUser();

	@AfterEach
	void stopServer() {
		this.aws.close();
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void requestsAreSigned(boolean compressed) {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class,
					AwsCredentialsSigningAutoConfiguration.class))
			.withPropertyValues("aws.credentials.region=eu-west-1",
					"aws.credentials.static.access-key-id=" + this.user.accessKeyId(),
					"aws.credentials.static.secret-access-key=" + this.user.secretAccessKey(),
					"aws.credentials.signing.search.service=es", "aws.credentials.signing.search.hosts=127.0.0.1")
			.run((context) -> search(context.getBean(AwsSigning.class), compressed));
		assertThat(this.aws.requests()).hasSize(2)
			.allSatisfy((request) -> assertThat(request.accessKeyId()).isEqualTo(this.user.accessKeyId()));
	}

	private void search(AwsSigning signing, boolean compressed) throws IOException {
		HttpHost host = new HttpHost("http", "127.0.0.1", this.aws.uri().getPort());
		try (RestClient client = RestClient.builder(host)
			.setCompressionEnabled(compressed)
			.setHttpClientConfigCallback(
					(builder) -> builder.addRequestInterceptorLast(signing.named("search").apacheInterceptor()))
			.build()) {
			Request search = new Request("POST", "/orders/_search");
			search.addParameter("q", "a b+c:ü");
			search.setJsonEntity("{\"query\":{\"match\":{\"name\":\"Zürich\"}}}");
			assertThat(client.performRequest(search).getStatusLine().getStatusCode()).isEqualTo(200);
			assertThat(client.performRequest(new Request("GET", "/orders/_count")).getStatusLine().getStatusCode())
				.isEqualTo(200);
		}
	}

}
