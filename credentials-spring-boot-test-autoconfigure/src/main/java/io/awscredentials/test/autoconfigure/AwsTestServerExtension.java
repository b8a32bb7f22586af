package io.awscredentials.test.autoconfigure;

import java.lang.reflect.Method;

import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.MutableClock;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import org.springframework.beans.factory.annotation.Autowired;

/**
 * Starts an {@link AwsTestServer} for a test class, gives it to methods that have a
 * parameter of that type, and closes it when the class has ended. Registered by
 * {@link AwsTest}; on its own, with {@code @ExtendWith}, it is for tests without Spring.
 *
 * @since 0.1.0
 */
public final class AwsTestServerExtension implements BeforeAllCallback, ParameterResolver {

	private static final Namespace NAMESPACE = Namespace.create(AwsTestServerExtension.class);

	/**
	 * Create a new instance.
	 */
	public AwsTestServerExtension() {
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		Class<?> testClass = context.getRequiredTestClass();
		if (AwsTestEnvironment.owner(testClass) == testClass) {
			// Closed by JUnit after all that happens when the class has ended: the
			// application is closed first.
			context.getStore(NAMESPACE).put(testClass, AwsTestEnvironment.get(testClass));
		}
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		Class<?> type = parameter.getParameter().getType();
		boolean supplied = type == AwsTestServer.class
				|| (type == MutableClock.class && environment(context).clock() != null);
		return supplied && parameter.getDeclaringExecutable() instanceof Method
				&& !parameter.isAnnotated(Autowired.class);
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		AwsTestEnvironment environment = environment(context);
		MutableClock clock = environment.clock();
		return (parameter.getParameter().getType() == MutableClock.class && clock != null) ? clock
				: environment.server();
	}

	private static AwsTestEnvironment environment(ExtensionContext context) {
		return AwsTestEnvironment.get(context.getRequiredTestClass());
	}

}
