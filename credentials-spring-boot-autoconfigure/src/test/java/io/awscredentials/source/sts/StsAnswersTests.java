package io.awscredentials.source.sts;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;

import io.awscredentials.AssumeRoleOptions;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.http.HttpOptions;
import io.awscredentials.test.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for answers that no STS gives.
 */
class StsAnswersTests {

	private static final String ANSWER = "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>%s</AccessKeyId>"
			+ "<SecretAccessKey>topsecret</SecretAccessKey><SessionToken>t</SessionToken><Expiration>%s</Expiration>"
			+ "</Credentials></AssumeRoleResult></AssumeRoleResponse>";

	private final Sts sts = new Sts();

	@AfterEach
	void close() {
		this.sts.close();
	}

	@Test
	void redirectIsNotFollowed() throws IOException {
		try (ServerSocket elsewhere = new ServerSocket(0)) {
			elsewhere.setSoTimeout(1);
			this.sts.server.fault(Fault.redirect(URI.create("http://127.0.0.1:" + elsewhere.getLocalPort() + "/")));
			assertThat(failure().code()).isEqualTo(CredentialsErrorCode.RESPONSE_INVALID);
			assertThat(this.sts.server.count("AssumeRole")).isEqualTo(1);
		}
	}

	@Test
	void hugeAnswerIsRefused() {
		this.sts.server.fault(Fault.huge());
		assertThat(failure()).hasMessageContaining("64 KB");
	}

	@Test
	void silenceEnds() {
		this.sts.server.fault(Fault.hang());
		HttpOptions options = HttpOptions.service().withReadTimeout(Duration.ofMillis(50)).withMaxAttempts(1);
		CredentialsException failure = Sts.failure(new AssumeRoleCredentialsSource(this.sts.keys(),
				AssumeRoleOptions.of(Sts.ROLE), this.sts.connection("eu-west-1", options)));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.CONNECTION);
		assertThat(failure).hasMessageContaining("no answer");
	}

	@Test
	void halfAnAnswerIsRefused() {
		this.sts.server.fault(Fault.truncated());
		assertThat(invalid()).hasMessageContaining("it is not well-formed XML");
	}

	@Test
	void pageOfAPortalIsRefused() {
		this.sts.server.fault(Fault.garbage());
		assertThat(invalid()).hasMessageContaining("it is not the answer to AssumeRole");
	}

	@Test
	void emptyAnswerIsRefused() {
		this.sts.server.fault(Fault.status(200));
		assertThat(invalid()).hasMessageContaining("it is not well-formed XML");
	}

	@Test
	void billionLaughsAreRefused() {
		this.sts.server.fault(Fault.status(200, "<?xml version='1.0'?><!DOCTYPE lolz [<!ENTITY lol 'lol'>"
				+ "<!ENTITY lol1 '&lol;&lol;&lol;&lol;&lol;'>]><AssumeRoleResponse>&lol1;</AssumeRoleResponse>"));
		assertThat(invalid()).hasMessageContaining("it has a document type");
	}

	@Test
	void externalEntityIsNotFetched() {
		this.sts.server
			.fault(Fault.status(200, "<!DOCTYPE a SYSTEM '" + this.sts.server.uri() + "/evil.dtd' [<!ENTITY x SYSTEM '"
					+ this.sts.server.uri() + "/evil'>]>" + ANSWER.formatted("&x;", "2030-01-01T00:00:00Z")));
		assertThat(invalid()).hasMessageContaining("it has a document type");
		assertThat(this.sts.server.requests()).hasSize(1);
	}

	@Test
	void answerWithoutAKeyIsRefused() {
		this.sts.server.fault(Fault.status(200, ANSWER.formatted(" ", "2030-01-01T00:00:00Z")));
		assertThat(invalid()).hasMessageContaining("it has no AssumeRoleResult/Credentials/AccessKeyId")
			.hasMessageNotContaining("topsecret");
	}

	@Test
	void answerWithoutATimeIsRefused() {
		this.sts.server.fault(Fault.status(200, ANSWER.formatted("ASIA", "tomorrow")));
		assertThat(invalid()).hasMessageContaining("its Expiration is not a time");
	}

	private CredentialsException invalid() {
		CredentialsException failure = failure();
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.RESPONSE_INVALID);
		return failure;
	}

	private CredentialsException failure() {
		return Sts.failure(this.sts.role());
	}

}
