/**
 * The source that asks the agent of a container, on ECS or EKS.
 */
@NullMarked
package io.awscredentials.source.container;

import org.jspecify.annotations.NullMarked;
