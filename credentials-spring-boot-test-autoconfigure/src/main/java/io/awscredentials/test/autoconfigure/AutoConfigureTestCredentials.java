package io.awscredentials.test.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.PropertyMapping;

/**
 * Annotation for tests that need some AWS credentials and no AWS: each provider, the
 * default one and all of {@code aws.credentials.named}, has the same fixed credentials
 * that never expire, whatever {@code application.yml} says of where they come from. So
 * have roles that are assumed at run time, and the beans for the AWS SDK where that is.
 * Nothing is asked of AWS, no program is run, nobody is asked for an MFA code, and
 * {@code startup: required} is met; {@code expected-account-ids} and
 * {@code verify-identity} are not checked. <pre>
 * &#064;WebMvcTest(ReportController.class)
 * &#064;AutoConfigureTestCredentials
 * class ReportControllerTests {
 *     // CredentialsProvider, AwsCredentialsProvider, AwsSigning … may be injected
 * }
 * </pre> For {@code @SpringBootTest} as for slices such as {@code @WebMvcTest},
 * {@code @DataJdbcTest} and {@code @RestClientTest}, which have no credentials without
 * it. A {@code CredentialsProvider} bean of the application's or the test's own is left
 * alone.
 *
 * @since 0.1.0
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ImportAutoConfiguration
@PropertyMapping(TestCredentialsAutoConfiguration.PREFIX)
public @interface AutoConfigureTestCredentials {

	/**
	 * The access key ID; unless overridden, that of the examples in the documentation of
	 * AWS, which belongs to nobody.
	 * @return the access key ID
	 */
	String accessKeyId() default "AKIAIOSFODNN7EXAMPLE";

	/**
	 * The secret access key; unless overridden, that of the examples, too.
	 * @return the secret access key
	 */
	String secretAccessKey() default "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

	/**
	 * The session token.
	 * @return the session token; an empty one, the default, stands for none
	 */
	String sessionToken() default "";

	/**
	 * The ID of the account that the credentials belong to.
	 * @return the ID, 12 digits
	 */
	String accountId() default "123456789012";

}
