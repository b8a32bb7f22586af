package io.awscredentials.http;

import io.micrometer.common.KeyValue;

import org.springframework.http.client.observation.ClientHttpObservationDocumentation.HighCardinalityKeyNames;
import org.springframework.http.client.observation.ClientRequestObservationContext;
import org.springframework.http.client.observation.DefaultClientRequestObservationConvention;

/**
 * Names our requests in metrics and traces as Spring does, but for the URL's query, which
 * may hold a token.
 */
final class CredentialsObservationConvention extends DefaultClientRequestObservationConvention {

	@Override
	protected KeyValue requestUri(ClientRequestObservationContext context) {
		String address = (context.getCarrier() != null) ? HttpCall.address(context.getCarrier().getURI())
				: KeyValue.NONE_VALUE;
		return KeyValue.of(HighCardinalityKeyNames.HTTP_URL, address);
	}

}
