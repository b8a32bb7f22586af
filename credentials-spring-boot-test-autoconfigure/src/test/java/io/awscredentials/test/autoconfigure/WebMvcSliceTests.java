package io.awscredentials.test.autoconfigure;

import io.awscredentials.signing.AwsSigning;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests {@link AutoConfigureTestCredentials} in a slice of Spring MVC.
 */
@WebMvcTest
@AutoConfigureTestCredentials(accountId = "111122223333")
class WebMvcSliceTests {

	@Test
	void controllerHasCredentials(@Autowired MockMvcTester mvc, @Autowired AwsSigning signing) {
		assertThat(mvc.get().uri("/account")).hasStatusOk().hasBodyTextEqualTo("111122223333");
		assertThat(signing).isNotNull();
	}

}
