package io.awscredentials.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.awscredentials.autoconfigure.StsProperties.MfaKind;

import org.springframework.context.annotation.Conditional;

/**
 * Matches if a description picks a ready provider of MFA codes.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Conditional(OnMfaKindCondition.class)
@interface ConditionalOnMfaKind {

	/**
	 * The ready providers, of which one has to be picked.
	 * @return the kinds
	 */
	MfaKind[] value();

}
