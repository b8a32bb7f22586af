package io.awscredentials.test.autoconfigure;

import org.springframework.test.annotation.DirtiesContext.HierarchyMode;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.TestExecutionListener;

/**
 * Closes the application of a class with {@link AwsTest}, whose server nobody else uses,
 * when that has ended.
 */
class AwsTestExecutionListener implements TestExecutionListener {

	@Override
	public void afterTestClass(TestContext testContext) {
		Class<?> testClass = testContext.getTestClass();
		if (TestContextAnnotationUtils.hasAnnotation(testClass, AwsTest.class)
				&& AwsTestEnvironment.owner(testClass) == testClass) {
			testContext.markApplicationContextDirty(HierarchyMode.EXHAUSTIVE);
		}
	}

}
