package io.awscredentials.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Conditional;

/**
 * Matches if the default provider uses a kind of source: one that is configured, that its
 * chain lists, or that is in the default chain where nothing is configured.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Conditional(OnSourceKindCondition.class)
@interface ConditionalOnSourceKind {

	/**
	 * The kind of source.
	 * @return the kind
	 */
	SourceKind value();

}
