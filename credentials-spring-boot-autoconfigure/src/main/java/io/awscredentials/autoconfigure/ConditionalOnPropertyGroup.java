package io.awscredentials.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Conditional;

/**
 * Matches if a property of a group is set, whatever its value.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Conditional(OnPropertyGroupCondition.class)
@interface ConditionalOnPropertyGroup {

	/**
	 * The prefix of the group.
	 * @return the prefix
	 */
	String value();

}
