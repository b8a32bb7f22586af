package io.awscredentials.source.container;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ContainerEndpoint}.
 */
class ContainerEndpointTests {

	private final Map<String, String> environment = new HashMap<>();

	private String[] addresses = {};

	@Test
	void findWhenNothingIsSetIsNull() {
		this.environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", " ");
		assertThat(find(ContainerOptions.defaults())).isNull();
	}

	@Test
	void relativeUriGoesBeforeFullUri() {
		this.environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", "https://full/path");
		this.environment.put("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/relative?a=1");
		assertThat(uri(ContainerOptions.defaults())).isEqualTo("http://169.254.170.2/relative?a=1");
		assertThat(uri(new ContainerOptions("https://property/full", "/property", null, null)))
			.isEqualTo("http://169.254.170.2/property");
	}

	@Test
	void propertyGoesBeforeEnvironment() {
		this.environment.put("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/relative");
		assertThat(uri(full("https://property/full"))).isEqualTo("https://property/full");
		assertThat(uri(new ContainerOptions(null, " /property ", null, null)))
			.isEqualTo("http://169.254.170.2/property");
	}

	@ParameterizedTest
	@ValueSource(strings = { "credentials", "@evil.example/", ":80@evil.example/", ".evil.example/", "//evil.example/",
			"http://evil.example/", "/a b", "/%zz", "/\\evil" })
	void relativeUriThatIsNoPathIsRefused(String relative) {
		this.environment.put("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", relative);
		assertThat(refused(ContainerOptions.defaults()))
			.hasMessageStartingWith("The environment variable AWS_CONTAINER_CREDENTIALS_RELATIVE_URI is not a");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://mypersonalsite/credentials", "https://192.168.0.1:8080/", "HTTPS://host/" })
	void httpsIsAllowedAnywhereWithoutLookingAtTheAddress(String uri) {
		assertThat(uri(full(uri))).isEqualTo(uri);
		assertThat(find(full(uri))).extracting(ContainerEndpoint::addresses).isEqualTo(List.of());
	}

	@ParameterizedTest
	@CsvSource({ "http://169.254.170.2/credentials,169.254.170.2",
			"http://169.254.170.23/v1/credentials,169.254.170.23",
			"http://[fd00:ec2::23]/v1/credentials,fd00:ec2:0:0:0:0:0:23", "http://127.0.0.1:8080/,127.0.0.1",
			"http://127.1.2.3/,127.1.2.3", "http://[::1]:9911/,0:0:0:0:0:0:0:1",
			"http://[::ffff:169.254.170.2]/,169.254.170.2", "HTTP://127.0.0.1,127.0.0.1" })
	void httpIsAllowedToTheAgents(String uri, String address) throws Exception {
		assertThat(ContainerEndpoint.find(full(uri), this.environment::get, InetAddress::getAllByName))
			.isEqualTo(new ContainerEndpoint(URI.create(uri), List.of(InetAddress.getByName(address))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://192.168.10.120/creds", "http://169.254.171.23/", "http://169.254.169.254/",
			"http://[fd00:ec2::2]/", "http://[fd00:ec2::254]/", "http://0.0.0.0/", "http://[::]/", "http://8.8.8.8/",
			"http://10.0.0.1:80/", "http://[fe80::1]/" })
	void httpIsRefusedToOtherAddresses(String uri) {
		assertThat(refusedLiterally(uri)).hasMessageContaining("is an http URL and its host")
			.hasMessageContaining("to which credentials are not entrusted without TLS");
	}

	@Test
	void nameIsAllowedWhereEachOfItsAddressesIs() {
		this.addresses = new String[] { "127.0.0.1", "127.0.0.2", "169.254.170.23", "fd00:ec2::23" };
		assertThat(Objects.requireNonNull(find(full("http://agent:8888"))).addresses())
			.extracting(InetAddress::getHostAddress)
			.containsExactly("127.0.0.1", "127.0.0.2", "169.254.170.23", "fd00:ec2:0:0:0:0:0:23");
	}

	@Test
	void nameIsRefusedWhereOneOfItsAddressesIs() {
		this.addresses = new String[] { "127.0.0.1", "192.168.0.1" };
		assertThat(refused(full("http://agent:8888"))).hasMessageContaining("'agent'")
			.hasMessageContaining("192.168.0.1");
	}

	@Test
	void nameWithoutAddressIsRefusedForNow() {
		CredentialsException failure = refused(full("http://agent:8888"));
		assertThat(failure).hasMessageContaining("'agent' can't be resolved");
		assertThat(failure.retryable()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/credentials", "not a uri", "http:///path", "http://user:s3cret@127.0.0.1/",
			"https://user:s3cret@host/", "https://s3cret@host/", "ftp://127.0.0.1/", "file:///etc/passwd",
			"127.0.0.1:80/path", "http://bad_host/", "http://127.0.0.1@evil.example/" })
	void fullUriThatIsNoneIsRefusedAndNotQuoted(String uri) {
		assertThat(refusedLiterally(uri)).hasMessageStartingWith("The property container.full-uri ")
			.hasMessageNotContaining("s3cret")
			.hasNoCause();
	}

	private CredentialsException refusedLiterally(String uri) {
		CredentialsException failure = assertThatExceptionOfType(CredentialsException.class)
			.isThrownBy(() -> ContainerEndpoint.find(full(uri), this.environment::get, InetAddress::getAllByName))
			.actual();
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.CONTAINER_URI);
		return failure;
	}

	private CredentialsException refused(ContainerOptions options) {
		CredentialsException failure = assertThatExceptionOfType(CredentialsException.class)
			.isThrownBy(() -> find(options))
			.actual();
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.CONTAINER_URI);
		return failure;
	}

	private String uri(ContainerOptions options) {
		ContainerEndpoint endpoint = find(options);
		return (endpoint != null) ? endpoint.uri().toString() : "none";
	}

	private @Nullable ContainerEndpoint find(ContainerOptions options) {
		return ContainerEndpoint.find(options, this.environment::get, (host) -> {
			InetAddress[] resolved = new InetAddress[this.addresses.length];
			for (int i = 0; i < resolved.length; i++) {
				resolved[i] = InetAddress.getByName(this.addresses[i]);
			}
			if (resolved.length == 0) {
				throw new UnknownHostException(host);
			}
			return resolved;
		});
	}

	private static ContainerOptions full(String uri) {
		return new ContainerOptions(uri, null, null, null);
	}

}
