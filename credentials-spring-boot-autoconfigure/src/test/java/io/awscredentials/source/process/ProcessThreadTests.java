package io.awscredentials.source.process;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the thread that calls {@link ProcessCredentialsSource}, which may be a
 * virtual one: holding a monitor while it waits, it would keep its carrier from all
 * others before Java 24.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
class ProcessThreadTests {

	@TempDir
	private Path folder;

	@Test
	void retrieveHoldsNoMonitorWhileTheProgramRuns() throws Exception {
		Path started = this.folder.resolve("started");
		Path end = this.folder.resolve("end");
		ProcessOptions options = new Scripts(this.folder).options("touch " + started,
				"while [ ! -e " + end + " ]; do sleep 0.02; done", Scripts.PRINT_JSON);
		FutureTask<String> retrieval = new FutureTask<>(() -> Scripts.source(options).retrieve().secretAccessKey());
		Thread thread = new Thread(retrieval);
		thread.start();
		Awaitility.await().until(() -> Files.exists(started));
		Awaitility.await().until(() -> thread.getState().name().endsWith("WAITING"));
		ThreadInfo info = ManagementFactory.getThreadMXBean()
			.getThreadInfo(new long[] { thread.getId() }, true, false)[0];
		Files.createFile(end);
		assertThat(retrieval.get(20, TimeUnit.SECONDS)).isEqualTo(Scripts.SECRET);
		assertThat(info.getLockedMonitors()).isEmpty();
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21, max = JRE.JAVA_23,
			disabledReason = "only these pin a virtual thread that waits in a monitor, and trace it")
	void retrieveOnAVirtualThreadPinsNoCarrier() throws Exception {
		Path script = new Scripts(this.folder).write("helper", "sleep 0.3", Scripts.PRINT_JSON);
		Process java = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Djdk.tracePinnedThreads=full", "-cp", System.getProperty("java.class.path"),
				VirtualRetrieval.class.getName(), script.toString())
			.redirectErrorStream(true)
			.start();
		String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(java.waitFor()).as(output).isZero();
		assertThat(output.strip()).isEqualTo("done");
	}

}
