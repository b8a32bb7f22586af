package io.awscredentials.region;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Partition}.
 */
class PartitionTests {

	@Test
	void allAreThere() {
		assertThat(Partition.all()).extracting(Partition::id)
			.containsExactly("aws", "aws-cn", "aws-eusc", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f",
					"aws-us-gov");
	}

	@ParameterizedTest
	@CsvSource({ "aws,amazonaws.com,api.aws,us-east-1,34",
			"aws-cn,amazonaws.com.cn,api.amazonwebservices.com.cn,cn-northwest-1,2",
			"aws-eusc,amazonaws.eu,api.amazonwebservices.eu,eusc-de-east-1,1",
			"aws-iso,c2s.ic.gov,api.aws.ic.gov,us-iso-east-1,2",
			"aws-iso-b,sc2s.sgov.gov,api.aws.scloud,us-isob-east-1,2",
			"aws-iso-e,cloud.adc-e.uk,api.cloud-aws.adc-e.uk,eu-isoe-west-1,1",
			"aws-iso-f,csp.hci.ic.gov,api.aws.hci.ic.gov,us-isof-south-1,2",
			"aws-us-gov,amazonaws.com,api.aws,us-gov-west-1,2" })
	void partitionIsDescribed(String id, String dnsSuffix, String dualStackDnsSuffix, String globalRegion,
			int regions) {
		Partition partition = Partition.forRegion(globalRegion);
		assertThat(partition).isSameAs(Partition.withId(id));
		assertThat(partition.dnsSuffix()).isEqualTo(dnsSuffix);
		assertThat(partition.dualStackDnsSuffix()).isEqualTo(dualStackDnsSuffix);
		assertThat(partition.implicitGlobalRegion()).isEqualTo(globalRegion);
		assertThat(partition.supportsFips()).isTrue();
		assertThat(partition.supportsDualStack()).isTrue();
		assertThat(partition.regions()).hasSize(regions).extracting(Region::id).contains(globalRegion);
	}

	@Test
	void everyKnownRegionFitsItsPartitionAlone() {
		for (Partition partition : Partition.all()) {
			for (Region region : partition.regions()) {
				List<Partition> matching = Partition.all()
					.stream()
					.filter((candidate) -> candidate.regionPattern().matcher(region.id()).matches())
					.toList();
				assertThat(matching).as(region.id()).containsExactly(partition);
				assertThat(Partition.forRegion(region.id())).isSameAs(partition);
				assertThat(region.description()).isNotBlank();
				assertThat(Region.requireValid(region.id(), "this test")).isEqualTo(region.id());
			}
		}
	}

	@Test
	void regionsHaveDescriptions() {
		assertThat(Partition.forRegion("eu-west-1").regions()).contains(new Region("eu-west-1", "Europe (Ireland)"));
	}

	@ParameterizedTest
	@CsvSource({ "us-east-9,aws", "mx-south-1,aws", "cn-south-7,aws-cn", "us-gov-north-1,aws-us-gov",
			"us-iso-north-1,aws-iso", "us-isob-north-2,aws-iso-b", "eu-isoe-east-1,aws-iso-e",
			"us-isof-west-1,aws-iso-f", "eusc-de-west-2,aws-eusc", "eusc-fr-west-2,aws", "xy-moon-1,aws", "local,aws",
			"aws-global,aws", "aws-cn-global,aws-cn", "aws-us-gov-global,aws-us-gov", "aws-iso-b-global,aws-iso-b" })
	void forRegionWhenUnknownGoesByPatternThenAws(String region, String partition) {
		assertThat(Partition.forRegion(region).id()).isEqualTo(partition);
	}

	@ParameterizedTest
	@CsvSource({ "arn:aws:iam::123456789012:role/a,aws", "arn:aws-cn:iam::123456789012:role/a,aws-cn",
			"arn:aws-us-gov:iam::123456789012:mfa/a,aws-us-gov" })
	void ofArnTellsPartition(String arn, String partition) {
		assertThat(Partition.ofArn(arn)).isSameAs(Partition.withId(partition)).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "arn", "arn:aws", "role/a", "arn:aws-moon:iam::123456789012:role/a",
			"nra:aws:iam::123456789012:role/a", "GAHT12345678" })
	void ofArnWhenNoArnOfAKnownPartitionIsNull(String arn) {
		assertThat(Partition.ofArn(arn)).isNull();
	}

	@Test
	void regionalPutsARegionInPlaceOfThePseudoRegion() {
		assertThat(Partition.forRegion("aws-global").regional("aws-global")).isEqualTo("us-east-1");
		assertThat(Partition.forRegion("aws-iso-f-global").regional("aws-iso-f-global")).isEqualTo("us-isof-south-1");
		assertThat(Partition.forRegion("eu-west-1").regional("eu-west-1")).isEqualTo("eu-west-1");
	}

}
