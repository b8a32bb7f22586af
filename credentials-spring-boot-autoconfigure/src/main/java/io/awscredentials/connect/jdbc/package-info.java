/**
 * Data sources that are opened with tokens in place of passwords. Internal.
 */
@NullMarked
package io.awscredentials.connect.jdbc;

import org.jspecify.annotations.NullMarked;
