package io.awscredentials.region;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What the name of a host of AWS tells: which service it is, and in which region.
 *
 * @param service the name the service signs under
 * @param region the region, or {@code null} if the name has none
 * @hidden
 */
public record AwsHost(String service, @Nullable String region) {

	/** Function URLs, VPC Lattice and Aurora DSQL, in all partitions that have them. */
	private static final String ON_AWS = "on.aws";

	/** With their dot, the longest first. */
	private static final List<String> SUFFIXES = Stream
		.concat(Stream.of(ON_AWS),
				Partition.all()
					.stream()
					.flatMap((partition) -> Stream.of(partition.dnsSuffix(), partition.dualStackDnsSuffix())))
		.distinct()
		.map((suffix) -> "." + suffix)
		.sorted(Comparator.comparing(String::length).reversed())
		.toList();

	/** What the regions of all partitions look like. */
	private static final Pattern REGION = Pattern.compile(Partition.all()
		.stream()
		.map((partition) -> partition.regionPattern().pattern())
		.collect(Collectors.joining(")|(?:", "(?:", ")")));

	/** Machines and pages of AWS's customers that have names of AWS. */
	private static final Set<String> CUSTOMERS = Set.of("compute", "compute-1", "elb", "elasticbeanstalk",
			"awsapprunner");

	/** Parts of a name that stand beside the service and say something else. */
	private static final Set<String> NO_SERVICE = Set.of("vpce", "dualstack", "fips");

	/** Services that sign under another name than that in the name of their host. */
	private static final Map<String, String> SIGNING_NAMES = Map.ofEntries(Map.entry("lambda-url", "lambda"),
			Map.entry("appsync-api", "appsync"), Map.entry("appsync-realtime-api", "appsync"),
			Map.entry("bedrock-runtime", "bedrock"), Map.entry("bedrock-agent", "bedrock"),
			Map.entry("bedrock-agent-runtime", "bedrock"), Map.entry("aps-workspaces", "aps"),
			Map.entry("neptune", "neptune-db"), Map.entry("email", "ses"), Map.entry("iot", "iotdata"),
			Map.entry("s3-accesspoint", "s3"), Map.entry("s3-control", "s3"));

	/**
	 * Read the name of a host.
	 * @param host the name, without a port
	 * @return what it tells, or {@code null} if it is not the name of a service of AWS
	 */
	public static @Nullable AwsHost parse(String host) {
		String name = host.toLowerCase(Locale.ROOT);
		String suffix = SUFFIXES.stream().filter(name::endsWith).findFirst().orElse(null);
		if (suffix == null) {
			return null;
		}
		List<String> labels = Arrays.asList(name.substring(0, name.length() - suffix.length()).split("\\.", -1));
		if (labels.stream()
			.anyMatch((label) -> label.isEmpty() || CUSTOMERS.contains(label) || label.startsWith("s3-website"))) {
			return null;
		}
		int region = lastRegion(labels);
		String service = service(labels, region);
		return (service != null) ? new AwsHost(signingName(service), (region >= 0) ? labels.get(region) : null) : null;
	}

	private static int lastRegion(List<String> labels) {
		for (int i = labels.size() - 1; i >= 0; i--) {
			if (REGION.matcher(labels.get(i)).matches()) {
				return i;
			}
		}
		return -1;
	}

	/**
	 * The service stands before the region, as in {@code sqs.eu-west-1}, or behind it, as
	 * in {@code search-x.eu-west-1.es}.
	 */
	private static @Nullable String service(List<String> labels, int region) {
		for (int i = labels.size() - 1; i > region && region >= 0; i--) {
			if (!NO_SERVICE.contains(labels.get(i))) {
				return labels.get(i);
			}
		}
		for (int i = ((region >= 0) ? region : labels.size()) - 1; i >= 0; i--) {
			if (!NO_SERVICE.contains(labels.get(i))) {
				return labels.get(i);
			}
		}
		return null;
	}

	private static String signingName(String service) {
		String name = (service.endsWith("-fips")) ? service.substring(0, service.length() - "-fips".length()) : service;
		return SIGNING_NAMES.getOrDefault(name, name);
	}

}
