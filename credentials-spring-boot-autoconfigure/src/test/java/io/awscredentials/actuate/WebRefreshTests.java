package io.awscredentials.actuate;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.awscredentials.Credentials;
import io.awscredentials.connect.Connections;
import io.awscredentials.actuate.CredentialsDescriptor.ProviderDescriptor;
import io.awscredentials.actuate.CredentialsDescriptor.RefreshingDescriptor;
import io.awscredentials.refresh.CredentialsProviders;
import io.awscredentials.refresh.RefreshListener;
import io.awscredentials.refresh.RefreshPolicy;
import io.awscredentials.refresh.RefreshScheduler;
import io.awscredentials.refresh.RefreshTrigger;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.client.MockClientHttpRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link WebRefresh}.
 */
class WebRefreshTests {

	private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

	private final Queue<Runnable> retrievals = new ArrayDeque<>();

	private final RefreshScheduler scheduler = new RefreshScheduler(InstantSource.fixed(NOW), this.retrievals::add);

	private final HttpHeaders responseHeaders = new HttpHeaders();

	private long nanos = 77;

	@AfterEach
	void close() {
		this.scheduler.close();
	}

	private WebRefresh refresh(Duration timeout) {
		RefreshingCredentialsProvider provider = new RefreshingCredentialsProvider("default",
				() -> new Credentials("AKIAEXAMPLE12345", "secret", null, null, null), RefreshPolicy.defaults(),
				this.scheduler, new RefreshListener() {
				});
		CredentialsEndpoint endpoint = new CredentialsEndpoint(new CredentialsProviders(List.of(provider)),
				(name, tokenCode) -> CompletableFuture.completedFuture(tokenCode), () -> Duration.ZERO, List::of,
				new Connections(InstantSource.system()), List.of());
		return new WebRefresh(endpoint, false, timeout, () -> this.nanos);
	}

	private Answer post(WebRefresh refresh, String query) {
		MockClientHttpRequest request = new MockClientHttpRequest(HttpMethod.POST,
				URI.create("http://localhost:8080/actuator/awscredentials/default" + query));
		CompletableFuture<WebEndpointResponse<?>> answer = refresh.refresh(request, this.responseHeaders, "default",
				null);
		while (!this.retrievals.isEmpty()) {
			this.retrievals.remove().run();
		}
		WebEndpointResponse<?> response = answer.orTimeout(30, TimeUnit.SECONDS).join();
		return new Answer(response.getStatus(), response.getBody());
	}

	@Test
	void refreshThatEndsInTimeIsOk() {
		Answer response = post(refresh(Duration.ofMinutes(5)), "");
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.body()).isInstanceOf(ProviderDescriptor.class)
			.hasFieldOrPropertyWithValue("state", "VALID")
			.hasFieldOrPropertyWithValue("refreshing", null);
	}

	@Test
	void refreshThatGoesOnIsAccepted() {
		MockClientHttpRequest request = new MockClientHttpRequest(HttpMethod.POST, URI.create("http://localhost/"));
		WebEndpointResponse<?> response = refresh(Duration.ofMillis(1))
			.refresh(request, this.responseHeaders, "default", null)
			.orTimeout(30, TimeUnit.SECONDS)
			.join();
		assertThat(response.getStatus()).isEqualTo(202);
		assertThat(response.getBody()).isInstanceOf(ProviderDescriptor.class)
			.hasFieldOrPropertyWithValue("state", "INITIAL")
			.hasFieldOrPropertyWithValue("refreshing", new RefreshingDescriptor(NOW, RefreshTrigger.REQUEST));
	}

	@Test
	void refreshRightAfterTheLastOneIsRefused() {
		WebRefresh refresh = refresh(Duration.ofMinutes(5));
		assertThat(post(refresh, "").status()).isEqualTo(200);
		this.nanos += Duration.ofMillis(1500).toNanos();
		Answer response = post(refresh, "");
		assertThat(response.status()).isEqualTo(429);
		assertThat(response.body()).asString().contains("try again in 4");
		assertThat(this.responseHeaders.getFirst("Retry-After")).isEqualTo("4");
		this.nanos += Duration.ofMillis(3500).toNanos();
		assertThat(post(refresh, "").status()).isEqualTo(200);
	}

	@Test
	void codeDoesNotWaitForTheLastRefresh() {
		WebRefresh refresh = refresh(Duration.ofMinutes(5));
		assertThat(post(refresh, "").status()).isEqualTo(200);
		MockClientHttpRequest request = new MockClientHttpRequest(HttpMethod.POST, URI.create("http://localhost/"));
		assertThat(refresh.refresh(request, this.responseHeaders, "default", "123456").join().getStatus())
			.isEqualTo(200);
	}

	@Test
	void codeInTheAddressIsRefused() {
		assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> post(refresh(Duration.ofMinutes(5)), "?tokenCode=123456"))
			.withMessageNotContaining("123456");
	}

	@Test
	void requestOfWhichNothingIsKnownIsRefused() {
		assertThat(
				refresh(Duration.ofMinutes(5)).refresh(null, this.responseHeaders, "default", null).join().getStatus())
			.isEqualTo(403);
	}

	private record Answer(int status, @Nullable Object body) {
	}

}
