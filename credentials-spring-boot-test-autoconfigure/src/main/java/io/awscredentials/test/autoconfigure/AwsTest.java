package io.awscredentials.test.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Annotation for tests of an application against an
 * {@linkplain io.awscredentials.test.AwsTestServer AWS on the loopback interface}. A test
 * class, with the classes nested in it, has a server of its own; the properties of the
 * application lead there, before those of {@code application.yml} and after those that
 * the test gives itself. It is a bean, a parameter of test and lifecycle methods, static
 * ones included, and is closed with the application when the class has ended. <pre>
 * &#064;SpringBootTest(properties = "aws.credentials.assume-role.role-arn=arn:aws:iam::123456789012:role/orders")
 * &#064;AwsTest(roles = "arn:aws:iam::123456789012:role/orders")
 * class OrdersTests {
 *
 *     &#064;Test
 *     void assumesRole(&#064;Autowired CredentialsProvider provider, AwsTestServer aws) {
 *         assertThat(provider).hasAccountId("123456789012");
 *         assertThat(aws).hasReceived("AssumeRole");
 *     }
 *
 * }
 * </pre>
 *
 * @since 0.1.0
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(AwsTestServerExtension.class)
public @interface AwsTest {

	/**
	 * The roles that may be assumed, by anybody. What else a role is to require, a
	 * {@code @BeforeAll} method tells the server, before the application starts.
	 * @return the ARNs of the roles
	 */
	String[] roles() default {};

	/**
	 * Whether the default provider starts from the keys of a user of the server, as
	 * {@code aws.credentials.static}, and from nothing else that is configured. A role
	 * and a session token wrap them as ever. {@code false} leaves the source to the
	 * configuration, whose placeholder <code>${awscredentials.test.uri}</code> is the
	 * server, for {@code aws.credentials.instance-metadata.endpoint} for example.
	 * @return whether it does; {@code true} unless overridden
	 */
	boolean user() default true;

	/**
	 * Whether server and application go by a {@link io.awscredentials.test.MutableClock},
	 * which is the bean {@code credentialsClock} and a parameter, too.
	 * @return whether they do; {@code false}, the clock of the system, unless overridden
	 */
	boolean mutableClock() default false;

}
