/**
 * Brokers of MSK, opened with tokens by Kafka's own clients.
 */
@NullMarked
package io.awscredentials.connect.kafka;

import org.jspecify.annotations.NullMarked;
