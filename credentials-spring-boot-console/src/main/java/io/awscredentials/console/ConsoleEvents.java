package io.awscredentials.console;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.awscredentials.console.ConsoleEvent.Type;
import io.awscredentials.event.CredentialsEvent;
import io.awscredentials.event.CredentialsRefreshedEvent;

import org.springframework.context.ApplicationListener;

/**
 * Remembers what happened to credentials since the start: the last events of each
 * provider, so that one that fails all the time does not push out those of the others.
 * Roles that are known only at run time share the room of one provider, and only what is
 * amiss with them is remembered.
 */
final class ConsoleEvents implements ApplicationListener<CredentialsEvent> {

	static final int LIMIT = 20;

	private static final String RUNTIME_ROLES = "";

	private final Map<String, List<ConsoleEvent>> events = new HashMap<>();

	private long sequence;

	@Override
	public void onApplicationEvent(CredentialsEvent event) {
		boolean runtimeRole = event.status().runtimeRole();
		if (!runtimeRole || !(event instanceof CredentialsRefreshedEvent)) {
			remember(event, (runtimeRole) ? RUNTIME_ROLES : event.provider());
		}
	}

	@Override
	public boolean supportsAsyncExecution() {
		return false;
	}

	private synchronized void remember(CredentialsEvent event, String key) {
		ConsoleEvent next = ConsoleEvent.of(event, ++this.sequence);
		List<ConsoleEvent> known = this.events.computeIfAbsent(key, (name) -> new ArrayList<>());
		int last = known.size() - 1;
		if (last >= 0 && known.get(last).isSameFailure(next)) {
			known.set(last, known.get(last).with(next));
			return;
		}
		known.add(next);
		if (known.size() > LIMIT) {
			known.remove(leastInteresting(known));
		}
	}

	/** A renewal that went well is what everybody expects. */
	private static int leastInteresting(List<ConsoleEvent> known) {
		for (int i = 0; i < LIMIT / 2; i++) {
			if (known.get(i).type() == Type.REFRESHED) {
				return i;
			}
		}
		return 0;
	}

	/**
	 * Return what changed.
	 * @param sequence the last change that is known already, or zero
	 * @return the events, in the order of their changes
	 */
	synchronized List<ConsoleEvent> after(long sequence) {
		return this.events.values()
			.stream()
			.flatMap(List::stream)
			.filter((event) -> event.sequence() > sequence)
			.sorted(Comparator.comparingLong(ConsoleEvent::sequence))
			.toList();
	}

}
