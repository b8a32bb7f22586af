/**
 * The source that asks the agent of a container, on ECS or EKS.
 * <p>
 * Internal: not for applications, may change at any time.
 */
@NullMarked
package io.awscredentials.source.container;

import org.jspecify.annotations.NullMarked;
