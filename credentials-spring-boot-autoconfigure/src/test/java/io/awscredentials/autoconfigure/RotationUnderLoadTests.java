package io.awscredentials.autoconfigure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.awscredentials.refresh.RefreshState;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import io.awscredentials.test.TestCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Renews the certificate, one file after the other, while callers ask and refreshes run.
 */
class RotationUnderLoadTests {

	private static final int ROTATIONS = 10;

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	@Test
	void noCallFails() {
		try (CertificateFiles files = new CertificateFiles(this.folder)) {
			files.renew();
			new ApplicationContextRunner()
				.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class))
				.withPropertyValues(files.properties("aws.credentials"))
				.run((context) -> rotate(files, context.getBean(RefreshingCredentialsProvider.class)));
		}
	}

	private static void rotate(CertificateFiles files, RefreshingCredentialsProvider provider) {
		provider.resolveCredentials();
		AtomicBoolean over = new AtomicBoolean();
		AtomicInteger calls = new AtomicInteger();
		List<CompletableFuture<Void>> callers = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			callers.add(CompletableFuture.runAsync(() -> {
				while (!over.get()) {
					provider.resolveCredentials();
					calls.incrementAndGet();
					Thread.onSpinWait();
				}
			}, (task) -> new Thread(task).start()));
		}
		try {
			for (int i = 0; i < ROTATIONS; i++) {
				TestCertificate next = files.issue();
				String half = next.certificatePem().substring(0, 300);
				CertificateFiles.write(files.certificate, half);
				refresh(provider);
				CertificateFiles.write(files.certificate, next.certificatePem());
				refresh(provider);
				CertificateFiles.write(files.privateKey, next.privateKeyPem());
				refresh(provider);
				assertThat(files.serialNumbers()).last().isEqualTo(next.certificate().getSerialNumber().toString());
			}
		}
		finally {
			over.set(true);
		}
		callers.forEach(CompletableFuture::join);
		assertThat(calls).hasPositiveValue();
		assertThat(files.aws.requests("CreateSession")).hasSize(3 * ROTATIONS + 1)
			.allSatisfy((request) -> assertThat(request.status()).isEqualTo(201));
	}

	private static void refresh(RefreshingCredentialsProvider provider) {
		provider.refresh().join();
		assertThat(provider.status().state()).isEqualTo(RefreshState.VALID);
	}

}
