package io.awscredentials.sample;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.RecordedRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.registry.ImportHttpServices;

/**
 * Calls the service {@code orders} of the profile {@code local-signed}, which is behind a
 * gateway that checks signatures. No line here signs anything: that is said in
 * {@code application-local-signed.yml}, for the group of HTTP services {@code orders}.
 */
@RestController
@Profile(LocalAwsEnvironmentPostProcessor.SIGNED_PROFILE)
@ImportHttpServices(group = "orders", types = LocalSignedController.Orders.class)
@ImportHttpServices(group = "unsigned", types = LocalSignedController.UnsignedOrders.class)
@ImportHttpServices(group = "stranger", types = LocalSignedController.StrangersOrders.class)
class LocalSignedController {

	private final Orders orders;

	private final UnsignedOrders unsigned;

	private final StrangersOrders strangers;

	private final CredentialsProvider credentialsProvider;

	private final AwsTestServer gateway;

	LocalSignedController(Orders orders, UnsignedOrders unsigned, StrangersOrders strangers,
			CredentialsProvider credentialsProvider, AwsTestServer gateway) {
		this.orders = orders;
		this.unsigned = unsigned;
		this.strangers = strangers;
		this.credentialsProvider = credentialsProvider;
		this.gateway = gateway;
	}

	@PostMapping("/local-signed/signed")
	Call signed() {
		return call(this.orders::all);
	}

	@PostMapping("/local-signed/unsigned")
	Call unsigned() {
		return call(this.unsigned::all);
	}

	@PostMapping("/local-signed/stranger")
	Call stranger() {
		return call(this.strangers::all);
	}

	/**
	 * The gateway refuses the key that this service holds, which is replaced by a new one
	 * within the call.
	 */
	@PostMapping("/local-signed/revoked")
	Call revoked() {
		this.gateway.revoke(this.credentialsProvider.resolveCredentials().accessKeyId());
		return call(this.orders::all);
	}

	/**
	 * What the gateway saw lately, the latest first.
	 */
	@GetMapping("/local-signed/gateway")
	List<Seen> gateway() {
		List<RecordedRequest> requests = this.gateway.requests("GET /orders");
		return requests.subList(Math.max(0, requests.size() - 8), requests.size())
			.stream()
			.map(Seen::of)
			.sorted((one, other) -> other.time().compareTo(one.time()))
			.toList();
	}

	private static Call call(Supplier<String> service) {
		try {
			return new Call(200, service.get(), null);
		}
		catch (HttpClientErrorException ex) {
			return new Call(ex.getStatusCode().value(), ex.getResponseBodyAsString(), null);
		}
		catch (CredentialsException ex) {
			return new Call(0, String.valueOf(ex.getMessage()), ex.advice());
		}
	}

	/**
	 * The service, signed.
	 */
	interface Orders {

		@GetExchange("/orders")
		String all();

	}

	/**
	 * The same service by a client that is not configured to sign.
	 */
	interface UnsignedOrders {

		@GetExchange("/orders")
		String all();

	}

	/**
	 * A service on a host that is not one to sign for.
	 */
	interface StrangersOrders {

		@GetExchange("/orders")
		String all();

	}

	/**
	 * How a call ended.
	 *
	 * @param status the status of the answer, or zero if nothing was sent
	 * @param text the answer, or why nothing was sent
	 * @param advice what to do, if somebody knows
	 */
	record Call(int status, String text, @Nullable String advice) {
	}

	/**
	 * What the gateway saw.
	 *
	 * @param time when
	 * @param accessKeyId the masked key that the request was signed with, if it was
	 * @param status how it was answered
	 */
	record Seen(Instant time, @Nullable String accessKeyId, int status) {

		static Seen of(RecordedRequest request) {
			String key = request.accessKeyId();
			return new Seen(request.time(),
					(key != null) ? key.substring(0, 4) + "********" + key.substring(key.length() - 4) : null,
					request.status());
		}

	}

}
