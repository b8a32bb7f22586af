package io.awscredentials.test.autoconfigure;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.MutableClock;
import io.awscredentials.test.TestCredentials;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.test.context.TestContextAnnotationUtils;

/**
 * The server of a test class, and of those that are nested in it.
 */
final class AwsTestEnvironment implements AutoCloseable {

	private static final Map<Class<?>, AwsTestEnvironment> environments = new ConcurrentHashMap<>();

	private final Class<?> owner;

	private final @Nullable MutableClock clock;

	private final AwsTestServer server;

	private final @Nullable TestCredentials user;

	private AwsTestEnvironment(Class<?> owner) {
		this.owner = owner;
		MergedAnnotation<AwsTest> annotation = annotation(owner);
		this.clock = (annotation.getValue("mutableClock", Boolean.class).orElse(false)) ? new MutableClock() : null;
		this.server = AwsTestServer.start(0, (this.clock != null) ? this.clock : InstantSource.system());
		for (String role : annotation.getValue("roles", String[].class).orElse(new String[0])) {
			this.server.role(role);
		}
		this.user = (annotation.getValue("user", Boolean.class).orElse(false)) ? this.server.addUser() : null;
	}

	/**
	 * Return what a test class uses, which is started where it is not there yet.
	 * @param testClass the test class
	 * @return what it uses
	 */
	static AwsTestEnvironment get(Class<?> testClass) {
		return environments.computeIfAbsent(owner(testClass), AwsTestEnvironment::new);
	}

	/**
	 * Return the class whose server a test class uses: itself, unless it is nested in one
	 * and has no annotation of its own.
	 * @param testClass the test class
	 * @return the class
	 */
	static Class<?> owner(Class<?> testClass) {
		return (!annotation(testClass).isPresent() && TestContextAnnotationUtils.searchEnclosingClass(testClass))
				? owner(testClass.getEnclosingClass()) : testClass;
	}

	private static MergedAnnotation<AwsTest> annotation(Class<?> testClass) {
		return MergedAnnotations.from(testClass, SearchStrategy.TYPE_HIERARCHY).get(AwsTest.class);
	}

	AwsTestServer server() {
		return this.server;
	}

	@Nullable MutableClock clock() {
		return this.clock;
	}

	Map<String, Object> properties() {
		Map<String, Object> properties = new LinkedHashMap<>(this.server.properties());
		properties.put("awscredentials.test.uri", this.server.uri().toString());
		if (this.user != null) {
			properties.put("aws.credentials.chain", "static");
			properties.put("aws.credentials.static.access-key-id", this.user.accessKeyId());
			properties.put("aws.credentials.static.secret-access-key", this.user.secretAccessKey());
			properties.put("aws.credentials.static.session-token", "");
			properties.put("aws.credentials.static.account-id", this.user.accountId());
		}
		return properties;
	}

	@Override
	public void close() {
		environments.remove(this.owner, this);
		this.server.close();
	}

}
