package io.awscredentials.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

import io.awscredentials.CredentialsProvider;
import io.awscredentials.actuate.CredentialsHealthIndicator;
import io.awscredentials.event.MfaRequiredEvent;
import io.awscredentials.mfa.PendingMfaTokenProvider;
import io.awscredentials.refresh.CredentialsProviders;
import io.awscredentials.refresh.RefreshState;
import io.awscredentials.refresh.RefreshStatus;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.TestCredentials;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One session with MFA feeds two roles, and a person answers over HTTP.
 */
class MfaStoryTests {

	private static final String READER = "arn:aws:iam::210987654321:role/reader";

	private static final String WRITER = "arn:aws:iam::210987654321:role/writer";

	private static final String DEVICE = "arn:aws:iam::123456789012:mfa/device";

	private final AwsTestServer server = AwsTestServer.start();

	private ConfigurableApplicationContext context = start();

	private ConfigurableApplicationContext start() {
		this.server.role(READER).requireMfa();
		this.server.role(WRITER).requireMfa();
		this.server.mfaDevice(DEVICE, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP");
		TestCredentials user = this.server.addUser();
		return new SpringApplicationBuilder(Application.class).bannerMode(Banner.Mode.OFF)
			.properties("server.port=0", "management.endpoints.web.exposure.include=*",
					"management.endpoint.awscredentials.access=unrestricted",
					"management.endpoint.health.show-details=always",
					"aws.credentials.sts.endpoint=" + this.server.uri(),
					"aws.credentials.static.access-key-id=" + user.accessKeyId(),
					"aws.credentials.static.secret-access-key=" + user.secretAccessKey(),
					"aws.credentials.session-token.mfa.serial-number=" + DEVICE, "aws.credentials.mfa.provider=pending",
					"aws.credentials.named.reader.source=default",
					"aws.credentials.named.reader.assume-role.role-arn=" + READER,
					"aws.credentials.named.writer.source=default",
					"aws.credentials.named.writer.assume-role.role-arn=" + WRITER)
			.run();
	}

	@BeforeEach
	void awaitChallenge() {
		for (String name : List.of("default", "reader", "writer")) {
			Awaitility.await()
				.untilAsserted(() -> assertThat(status(name).state()).isEqualTo(RefreshState.AWAITING_MFA));
		}
	}

	@AfterEach
	void close() {
		this.context.close();
		this.server.close();
	}

	@Test
	void oneCodeServesManyRoles() throws Exception {
		assertThat(this.context.getBean(Application.class).events).hasSize(1)
			.allSatisfy((event) -> assertThat(event.challenge().provider()).isEqualTo("default"));
		assertThat(get("/actuator/health").path("components").path("awsCredentials").path("status").asString())
			.isEqualTo("OUT_OF_SERVICE");
		RefreshingCredentialsProvider waiting = Objects
			.requireNonNull(this.context.getBean(CredentialsProviders.class).get("reader"));
		assertThat(waiting.status().failures()).isZero();
		assertThat(Objects.requireNonNull(new CredentialsHealthIndicator(waiting).health()).getDetails())
			.doesNotContainKey("failure")
			.containsEntry("advice", "Give a code of MFA device " + DEVICE);
		assertThat(get("/actuator/awscredentials/reader").path("mfa").path("serialNumber").asString())
			.isEqualTo(DEVICE);

		HttpResponse<String> answer = answer("default", this.server.unusedCode(DEVICE));
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(json(answer).path("state").asString()).isEqualTo("VALID");
		assertThat(json(answer).has("mfa")).isFalse();

		for (String name : List.of("reader", "writer")) {
			Awaitility.await().untilAsserted(() -> assertThat(status(name).state()).isEqualTo(RefreshState.VALID));
		}
		assertThat(this.server.count("GetSessionToken")).isEqualTo(1);
		assertThat(this.server.count("AssumeRole")).isEqualTo(2);
		assertThat(this.context.getBean("readerCredentialsProvider", CredentialsProvider.class)
			.resolveCredentials()
			.accountId()).isEqualTo("210987654321");
		assertThat(get("/actuator/health").path("components").path("awsCredentials").path("status").asString())
			.isEqualTo("UP");
		assertThat(this.context.getBean(Application.class).events).hasSize(1);
	}

	@Test
	void codeMayBeGivenToWhoeverWaitsForIt() throws Exception {
		HttpResponse<String> answer = answer("reader", this.server.unusedCode(DEVICE));
		assertThat(json(answer).path("state").asString()).isEqualTo("VALID");
		assertThat(json(answer).path("source").asString()).isEqualTo("AssumeRole < SessionToken < Static");
		assertThat(status("default").state()).isEqualTo(RefreshState.VALID);
	}

	@Test
	void wrongCodeIsFollowedByAnotherChallenge() throws Exception {
		HttpResponse<String> answer = answer("default", "000000");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(json(answer).path("state").asString()).isEqualTo("AWAITING_MFA");
		assertThat(json(answer).path("lastFailure").path("code").asString()).isEqualTo("MFA_CODE_INVALID");
		assertThat(json(answer).path("failures").asInt()).isOne();
		assertThat(status("reader").failures()).isZero();
		assertThat(answer.body()).doesNotContain("000000");
		assertThat(this.context.getBean(Application.class).events).extracting((event) -> event.challenge().attempt())
			.containsExactly(1, 2);
		assertThat(json(answer("default", this.server.unusedCode(DEVICE))).path("state").asString()).isEqualTo("VALID");
		assertThat(this.server.count("GetSessionToken")).isEqualTo(2);
	}

	@Test
	void whatIsNoCodeIsABadRequestAndSpendsNothing() throws Exception {
		assertThat(answer("default", "12345").statusCode()).isEqualTo(400);
		assertThat(answer("default", "abcdef").statusCode()).isEqualTo(400);
		assertThat(answer("default", "").statusCode()).isEqualTo(400);
		assertThat(answer("nobody", "123456").statusCode()).isEqualTo(404);
		assertThat(this.server.requests()).isEmpty();
		assertThat(status("default").state()).isEqualTo(RefreshState.AWAITING_MFA);
	}

	@Test
	void codeThatNobodyWaitsForIsABadRequest() throws Exception {
		answer("default", this.server.unusedCode(DEVICE));
		HttpResponse<String> answer = answer("default", "123456");
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).doesNotContain("123456");
		assertThat(this.server.count("GetSessionToken")).isEqualTo(1);
	}

	@Test
	void refreshWithoutACodeAsksAgainAndTellsNobodyTwice() throws Exception {
		HttpResponse<String> answer = post("default", "");
		assertThat(json(answer).path("state").asString()).isEqualTo("AWAITING_MFA");
		assertThat(this.context.getBean(Application.class).events).hasSize(1);
	}

	@Test
	void codeInTheUrlIsNoAnswer() throws Exception {
		send(HttpRequest.newBuilder(uri("/actuator/awscredentials/default?tokenCode=" + this.server.unusedCode(DEVICE)))
			.POST(HttpRequest.BodyPublishers.noBody())
			.build());
		assertThat(status("default").state()).isEqualTo(RefreshState.AWAITING_MFA);
		assertThat(this.server.requests()).isEmpty();
	}

	@Test
	void pageOfTheApplicationMayAnswer() {
		this.context.getBean(PendingMfaTokenProvider.class).submit("default", this.server.unusedCode(DEVICE)).join();
		assertThat(status("default").state()).isEqualTo(RefreshState.VALID);
	}

	private RefreshStatus status(String name) {
		return Objects.requireNonNull(this.context.getBean(CredentialsProviders.class).get(name)).status();
	}

	private HttpResponse<String> answer(String name, String code) throws IOException, InterruptedException {
		return post(name, "{\"tokenCode\":\"" + code + "\"}");
	}

	private HttpResponse<String> post(String name, String body) throws IOException, InterruptedException {
		return send(HttpRequest.newBuilder(uri("/actuator/awscredentials/" + name))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build());
	}

	private JsonNode get(String path) throws IOException, InterruptedException {
		return json(send(HttpRequest.newBuilder(uri(path)).build()));
	}

	private URI uri(String path) {
		return URI.create("http://127.0.0.1:" + this.context.getEnvironment().getProperty("local.server.port") + path);
	}

	private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
		return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
	}

	private static JsonNode json(HttpResponse<String> response) {
		return JsonMapper.shared().readTree(response.body());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		private final List<MfaRequiredEvent> events = new CopyOnWriteArrayList<>();

		@EventListener
		void asked(MfaRequiredEvent event) {
			this.events.add(event);
		}

	}

}
