package io.awscredentials.test.autoconfigure;

import io.awscredentials.signing.AwsSigning;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.restclient.test.autoconfigure.RestClientTest;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.client.MockRestServiceServer;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.header;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withSuccess;

/**
 * Tests {@link AutoConfigureTestCredentials} in a slice of REST clients.
 */
@RestClientTest
@AutoConfigureTestCredentials
class RestClientSliceTests {

	@Test
	void requestsAreSigned(@Autowired RestClient.Builder builder, @Autowired MockRestServiceServer server,
			@Autowired AwsSigning signing) {
		server
			.expect(header(HttpHeaders.AUTHORIZATION, startsWith("AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/")))
			.andRespond(withSuccess());
		RestClient client = builder.apply(signing.of("execute-api").region("eu-west-1")).build();
		assertThat(client.get()
			.uri("https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/orders")
			.retrieve()
			.toBodilessEntity()
			.getStatusCode()
			.value()).isEqualTo(200);
		server.verify();
	}

}
