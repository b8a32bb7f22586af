/**
 * Caches of ElastiCache and MemoryDB, opened with tokens by Spring Data Redis.
 * <p>
 * Internal: not for applications, may change at any time.
 */
@NullMarked
package io.awscredentials.connect.redis;

import org.jspecify.annotations.NullMarked;
