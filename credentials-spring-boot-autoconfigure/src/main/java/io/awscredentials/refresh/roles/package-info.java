/**
 * Roles that are known only at run time, of which there may be many thousand.
 * <p>
 * Internal: not for applications, may change at any time.
 */
@NullMarked
package io.awscredentials.refresh.roles;

import org.jspecify.annotations.NullMarked;
