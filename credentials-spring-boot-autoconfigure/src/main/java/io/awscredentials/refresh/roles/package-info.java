/**
 * Roles that are known only at run time, of which there may be many thousand.
 */
@NullMarked
package io.awscredentials.refresh.roles;

import org.jspecify.annotations.NullMarked;
