package io.awscredentials.region;

/**
 * A region that was chosen because none is configured.
 *
 * @param region the ID of the region
 * @param explanation a sentence, without full stop, that says so
 * @hidden
 */
public record RegionFallback(String region, String explanation) {
}
