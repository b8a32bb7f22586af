package io.awscredentials.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Conditional;

/**
 * Matches if the default provider's source is wrapped.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Conditional(OnWrapperCondition.class)
@interface ConditionalOnWrapper {

	/**
	 * The kind of wrapping source.
	 * @return the kind
	 */
	WrapperKind value();

}
