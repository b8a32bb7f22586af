package io.awscredentials.refresh;

import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.read.ListAppender;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Captures what a class logs, and nothing of it reaches the console.
 */
final class LogCapture implements AutoCloseable {

	private final Logger logger;

	private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

	LogCapture(Class<?> type, Level level) {
		this.logger = (Logger) LoggerFactory.getLogger(type);
		this.appender.start();
		this.logger.setLevel(level);
		this.logger.setAdditive(false);
		this.logger.addAppender(this.appender);
	}

	/**
	 * Return the lines so far and forget them.
	 * @return each with its level, and with all exceptions that are printed with it
	 */
	List<String> lines() {
		List<String> lines = this.appender.list.stream()
			.map((event) -> event.getLevel() + " " + event.getFormattedMessage() + text(event.getThrowableProxy()))
			.toList();
		this.appender.list.clear();
		return lines;
	}

	private static String text(@Nullable IThrowableProxy thrown) {
		return (thrown != null) ? " + " + thrown.getClassName() + ": " + thrown.getMessage() + text(thrown.getCause())
				: "";
	}

	@Override
	public void close() {
		this.logger.detachAppender(this.appender);
		this.logger.setAdditive(true);
		this.logger.setLevel(null);
	}

}
