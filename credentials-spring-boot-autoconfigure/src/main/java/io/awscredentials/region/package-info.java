/**
 * Regions, partitions and the endpoints of the services that credentials come from.
 */
@NullMarked
package io.awscredentials.region;

import org.jspecify.annotations.NullMarked;
