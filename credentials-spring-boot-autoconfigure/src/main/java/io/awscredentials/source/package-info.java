/**
 * What the sources share: reading the JSON and the timestamps that AWS uses.
 */
@NullMarked
package io.awscredentials.source;

import org.jspecify.annotations.NullMarked;
