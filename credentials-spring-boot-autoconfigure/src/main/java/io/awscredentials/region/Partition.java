package io.awscredentials.region;

import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A partition: a part of AWS with accounts, regions and host names of its own. The data
 * is that of AWS's SDKs ({@code partitions.json}).
 *
 * @param id the ID, as in ARNs
 * @param dnsSuffix the end of its host names
 * @param dualStackDnsSuffix the end of its host names that speak IPv4 and IPv6
 * @param supportsFips whether it has FIPS endpoints
 * @param supportsDualStack whether it has dual-stack endpoints
 * @param implicitGlobalRegion the region that stands for the whole partition
 * @param regionPattern what the IDs of its regions look like, also of those to come
 * @param regions the known regions
 * @hidden
 */
public record Partition(String id, String dnsSuffix, String dualStackDnsSuffix, boolean supportsFips,
		boolean supportsDualStack, String implicitGlobalRegion, Pattern regionPattern, List<Region> regions) {

	/**
	 * Create a new instance.
	 * @param id the ID, as in ARNs
	 * @param dnsSuffix the end of its host names
	 * @param dualStackDnsSuffix the end of its host names that speak IPv4 and IPv6
	 * @param supportsFips whether it has FIPS endpoints
	 * @param supportsDualStack whether it has dual-stack endpoints
	 * @param implicitGlobalRegion the region that stands for the whole partition
	 * @param regionPattern what the IDs of its regions look like, also of those to come
	 * @param regions the known regions
	 */
	public Partition {
		regions = List.copyOf(regions);
	}

	/**
	 * Return all partitions.
	 * @return the partitions, {@code aws} first
	 */
	public static List<Partition> all() {
		return Partitions.ALL;
	}

	/**
	 * Return the partition with an ID.
	 * @param id the ID, {@code "aws-cn"} for example
	 * @return the partition, or {@code null} if there is none
	 */
	public static @Nullable Partition withId(String id) {
		for (Partition partition : all()) {
			if (partition.id.equals(id)) {
				return partition;
			}
		}
		return null;
	}

	/**
	 * Return the partition of a region: the one that has it, else the one whose regions
	 * look like it, else {@code aws}.
	 * @param region the ID of the region
	 * @return the partition
	 */
	public static Partition forRegion(String region) {
		for (Partition partition : all()) {
			if (partition.has(region)) {
				return partition;
			}
		}
		for (Partition partition : all()) {
			if (partition.regionPattern.matcher(region).matches()) {
				return partition;
			}
		}
		return all().get(0);
	}

	/**
	 * Return the partition that an ARN names.
	 * @param arn the ARN
	 * @return the partition, or {@code null} if it is not known or that is not an ARN
	 */
	public static @Nullable Partition ofArn(String arn) {
		String[] parts = arn.split(":", 3);
		return (parts.length == 3 && parts[0].equals("arn")) ? withId(parts[1]) : null;
	}

	/**
	 * Return a region that has endpoints of its own.
	 * @param region the ID of a region of this partition, or its global pseudo region,
	 * {@code "aws-global"} for example
	 * @return the ID of the region, in place of the pseudo region the one that stands for
	 * the whole partition
	 */
	String regional(String region) {
		return region.equals(globalPseudoRegion()) ? this.implicitGlobalRegion : region;
	}

	private boolean has(String region) {
		return region.equals(globalPseudoRegion())
				|| this.regions.stream().anyMatch((known) -> known.id().equals(region));
	}

	private String globalPseudoRegion() {
		return this.id + "-global";
	}

}
