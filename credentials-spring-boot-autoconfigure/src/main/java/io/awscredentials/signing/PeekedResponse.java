package io.awscredentials.signing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;

/**
 * An answer whose beginning was read, and that is whole nevertheless for those who read
 * it next.
 */
final class PeekedResponse implements ClientHttpResponse {

	private final ClientHttpResponse response;

	private @Nullable InputStream body;

	PeekedResponse(ClientHttpResponse response) {
		this.response = response;
	}

	/**
	 * Return the beginning of the body.
	 * @param length how much to read at the most
	 * @return the beginning
	 * @throws IOException if it can't be read
	 */
	byte[] peek(int length) throws IOException {
		InputStream whole = this.response.getBody();
		byte[] beginning = whole.readNBytes(length);
		this.body = new SequenceInputStream(new ByteArrayInputStream(beginning), whole);
		return beginning;
	}

	@Override
	public InputStream getBody() throws IOException {
		return (this.body != null) ? this.body : this.response.getBody();
	}

	@Override
	public HttpStatusCode getStatusCode() throws IOException {
		return this.response.getStatusCode();
	}

	@Override
	public String getStatusText() throws IOException {
		return this.response.getStatusText();
	}

	@Override
	public HttpHeaders getHeaders() {
		return this.response.getHeaders();
	}

	@Override
	public void close() {
		this.response.close();
	}

}
