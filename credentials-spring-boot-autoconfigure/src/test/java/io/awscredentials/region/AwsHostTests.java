package io.awscredentials.region;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link AwsHost}.
 */
class AwsHostTests {

	@ParameterizedTest
	@CsvSource({ "a1b2c3.execute-api.eu-west-1.amazonaws.com,execute-api,eu-west-1",
			"a1b2c3.execute-api.cn-north-1.amazonaws.com.cn,execute-api,cn-north-1",
			"vpce-1-2.execute-api.us-east-1.vpce.amazonaws.com,execute-api,us-east-1",
			"abc.lambda-url.us-east-1.on.aws,lambda,us-east-1", "search-x.eu-west-1.es.amazonaws.com,es,eu-west-1",
			"abc.eu-west-1.aoss.amazonaws.com,aoss,eu-west-1",
			"x.appsync-api.us-west-2.amazonaws.com,appsync,us-west-2",
			"bedrock-runtime.us-east-1.amazonaws.com,bedrock,us-east-1",
			"bedrock-runtime-fips.us-gov-west-1.amazonaws.com,bedrock,us-gov-west-1",
			"svc-0a.7d67968.vpc-lattice-svcs.eu-west-1.on.aws,vpc-lattice-svcs,eu-west-1",
			"aps-workspaces.eu-central-1.amazonaws.com,aps,eu-central-1",
			"db.cluster-x.us-east-1.neptune.amazonaws.com,neptune-db,us-east-1",
			"bucket.s3.eu-west-1.amazonaws.com,s3,eu-west-1",
			"bucket.s3.dualstack.eu-west-1.amazonaws.com,s3,eu-west-1", "s3.amazonaws.com,s3,",
			"iam.amazonaws.com,iam,", "SQS.EU-WEST-1.API.AWS,sqs,eu-west-1",
			"sqs.eusc-de-east-1.amazonaws.eu,sqs,eusc-de-east-1",
			"data.iot.eu-west-1.amazonaws.com,iotdata,eu-west-1" })
	void hostOfAwsTellsServiceAndRegion(String host, String service, @Nullable String region) {
		assertThat(AwsHost.parse(host)).isEqualTo(new AwsHost(service, region));
	}

	@ParameterizedTest
	@ValueSource(strings = { "example.com", "amazonaws.com.evil.com", "evilamazonaws.com", "localhost", "127.0.0.1",
			"amazonaws.com", "ec2-1-2-3-4.eu-west-1.compute.amazonaws.com", "ec2-1-2-3-4.compute-1.amazonaws.com",
			"lb-1.eu-west-1.elb.amazonaws.com", "b.s3-website.eu-central-1.amazonaws.com",
			"b.s3-website-us-east-1.amazonaws.com", "x.eu-west-1.elasticbeanstalk.com", "a..amazonaws.com" })
	void otherHostsAndThoseOfCustomersAreStrangers(String host) {
		assertThat(AwsHost.parse(host)).isNull();
	}

	@Test
	void regionAloneIsNoService() {
		assertThat(AwsHost.parse("eu-west-1.amazonaws.com")).isNull();
	}

}
