package io.awscredentials.test;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * The faults the server was asked for; the first that strikes is the one.
 */
final class Faults {

	private final List<Armed> faults = new CopyOnWriteArrayList<>();

	void add(Fault fault) {
		this.faults.add(new Armed(fault, new AtomicInteger()));
	}

	void remove(Fault fault) {
		this.faults.removeIf((armed) -> armed.fault() == fault);
	}

	void clear() {
		this.faults.clear();
	}

	@Nullable Fault find(String action, String path) {
		for (Armed armed : this.faults) {
			if (armed.fault().matches(action, path) && armed.fault().strikes(armed.matches().getAndIncrement())) {
				return armed.fault();
			}
		}
		return null;
	}

	private record Armed(Fault fault, AtomicInteger matches) {

	}

}
