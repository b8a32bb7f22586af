package io.awscredentials.region;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What AWS publishes about its partitions.
 */
final class Partitions {

	static final List<Partition> ALL = List.of(partition("aws", "amazonaws.com", "api.aws", "us-east-1",
			"(us|eu|ap|sa|ca|me|af|il|mx)-\\w+-\\d+", new Region("af-south-1", "Africa (Cape Town)"),
			new Region("ap-east-1", "Asia Pacific (Hong Kong)"), new Region("ap-east-2", "Asia Pacific (Taipei)"),
			new Region("ap-northeast-1", "Asia Pacific (Tokyo)"), new Region("ap-northeast-2", "Asia Pacific (Seoul)"),
			new Region("ap-northeast-3", "Asia Pacific (Osaka)"), new Region("ap-south-1", "Asia Pacific (Mumbai)"),
			new Region("ap-south-2", "Asia Pacific (Hyderabad)"),
			new Region("ap-southeast-1", "Asia Pacific (Singapore)"),
			new Region("ap-southeast-2", "Asia Pacific (Sydney)"),
			new Region("ap-southeast-3", "Asia Pacific (Jakarta)"),
			new Region("ap-southeast-4", "Asia Pacific (Melbourne)"),
			new Region("ap-southeast-5", "Asia Pacific (Malaysia)"),
			new Region("ap-southeast-6", "Asia Pacific (New Zealand)"),
			new Region("ap-southeast-7", "Asia Pacific (Thailand)"), new Region("ca-central-1", "Canada (Central)"),
			new Region("ca-west-1", "Canada West (Calgary)"), new Region("eu-central-1", "Europe (Frankfurt)"),
			new Region("eu-central-2", "Europe (Zurich)"), new Region("eu-north-1", "Europe (Stockholm)"),
			new Region("eu-south-1", "Europe (Milan)"), new Region("eu-south-2", "Europe (Spain)"),
			new Region("eu-west-1", "Europe (Ireland)"), new Region("eu-west-2", "Europe (London)"),
			new Region("eu-west-3", "Europe (Paris)"), new Region("il-central-1", "Israel (Tel Aviv)"),
			new Region("me-central-1", "Middle East (UAE)"), new Region("me-south-1", "Middle East (Bahrain)"),
			new Region("mx-central-1", "Mexico (Central)"), new Region("sa-east-1", "South America (Sao Paulo)"),
			new Region("us-east-1", "US East (N. Virginia)"), new Region("us-east-2", "US East (Ohio)"),
			new Region("us-west-1", "US West (N. California)"), new Region("us-west-2", "US West (Oregon)")),
			partition("aws-cn", "amazonaws.com.cn", "api.amazonwebservices.com.cn", "cn-northwest-1", "cn-\\w+-\\d+",
					new Region("cn-north-1", "China (Beijing)"), new Region("cn-northwest-1", "China (Ningxia)")),
			partition("aws-eusc", "amazonaws.eu", "api.amazonwebservices.eu", "eusc-de-east-1", "eusc-de-\\w+-\\d+",
					new Region("eusc-de-east-1", "AWS European Sovereign Cloud (Germany)")),
			partition("aws-iso", "c2s.ic.gov", "api.aws.ic.gov", "us-iso-east-1", "us-iso-\\w+-\\d+",
					new Region("us-iso-east-1", "US ISO East"), new Region("us-iso-west-1", "US ISO West")),
			partition("aws-iso-b", "sc2s.sgov.gov", "api.aws.scloud", "us-isob-east-1", "us-isob-\\w+-\\d+",
					new Region("us-isob-east-1", "US ISOB East (Ohio)"), new Region("us-isob-west-1", "US ISOB West")),
			partition("aws-iso-e", "cloud.adc-e.uk", "api.cloud-aws.adc-e.uk", "eu-isoe-west-1", "eu-isoe-\\w+-\\d+",
					new Region("eu-isoe-west-1", "EU ISOE West")),
			partition("aws-iso-f", "csp.hci.ic.gov", "api.aws.hci.ic.gov", "us-isof-south-1", "us-isof-\\w+-\\d+",
					new Region("us-isof-east-1", "US ISOF East"), new Region("us-isof-south-1", "US ISOF South")),
			partition("aws-us-gov", "amazonaws.com", "api.aws", "us-gov-west-1", "us-gov-\\w+-\\d+",
					new Region("us-gov-east-1", "AWS GovCloud (US-East)"),
					new Region("us-gov-west-1", "AWS GovCloud (US-West)")));

	private Partitions() {
	}

	// Every partition has had FIPS and dual-stack endpoints since 2025.
	private static Partition partition(String id, String dnsSuffix, String dualStackDnsSuffix,
			String implicitGlobalRegion, String regionPattern, Region... regions) {
		return new Partition(id, dnsSuffix, dualStackDnsSuffix, true, true, implicitGlobalRegion,
				Pattern.compile(regionPattern), List.of(regions));
	}

}
