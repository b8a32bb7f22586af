package io.awscredentials;

import java.util.List;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/**
 * Holds for classes that depend on their own package and on some others only.
 */
final class OnlyOwnPackageAnd extends ArchCondition<JavaClass> {

	private final List<String> others;

	OnlyOwnPackageAnd(List<String> others) {
		super("depend only on their own package and on %s", others);
		this.others = others;
	}

	@Override
	public void check(JavaClass item, ConditionEvents events) {
		for (Dependency dependency : item.getDirectDependenciesFromSelf()) {
			JavaClass target = dependency.getTargetClass().getBaseComponentType();
			boolean allowed = target.isPrimitive() || target.getPackageName().equals(item.getPackageName())
					|| JavaClass.Predicates.resideInAnyPackage(this.others.toArray(String[]::new)).test(target);
			events.add(new SimpleConditionEvent(item, allowed, dependency.getDescription()));
		}
	}

}
