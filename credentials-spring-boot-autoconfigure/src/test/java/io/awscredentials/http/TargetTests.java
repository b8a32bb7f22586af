package io.awscredentials.http;

import java.io.IOException;
import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TargetTests {

	@ParameterizedTest
	@CsvSource({ "http://host, host, host, 80, /", "https://host/, host, host, 443, /",
			"HTTP://host:80/a%20b, host, host, 80, /a%20b", "https://host:443?a=b&c, host, host, 443, /?a=b&c",
			"https://host:8443/a?b#c, host, host:8443, 8443, /a?b",
			"http://[fd00:ec2::254]/latest, fd00:ec2::254, [fd00:ec2::254], 80, /latest",
			"http://[::1]:1338/, ::1, [::1]:1338, 1338, /",
			"http://host/\u00fc?\u00fc, host, host, 80, /%C3%BC?%C3%BC" })
	void ofTakesUriApart(URI uri, String host, String hostHeader, int port, String path) throws IOException {
		Target target = Target.of(uri);
		assertThat(target.host()).isEqualTo(host);
		assertThat(target.hostHeader()).isEqualTo(hostHeader);
		assertThat(target.port()).isEqualTo(port);
		assertThat(target.path()).isEqualTo(path);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ftp://host/", "file:/etc/passwd", "/path", "mailto:a@b", "http:///path", "https:host" })
	void ofWhenNoHttpUrlFails(URI uri) {
		assertThatExceptionOfType(NotSentException.class).isThrownBy(() -> Target.of(uri));
	}

	@Test
	void authorityAlwaysHasPort() throws IOException {
		assertThat(Target.of(URI.create("https://host/")).authority()).isEqualTo("host:443");
		assertThat(Target.of(URI.create("https://[::1]/")).authority()).isEqualTo("[::1]:443");
	}

}
