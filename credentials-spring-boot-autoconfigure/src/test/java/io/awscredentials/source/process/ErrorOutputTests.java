package io.awscredentials.source.process;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ErrorOutput}.
 */
class ErrorOutputTests {

	private final ErrorOutput errors = new ErrorOutput();

	@Test
	void textWhenItFitsIsAllOfIt() {
		print("one\n");
		print("two é");
		assertThat(this.errors.text()).isEqualTo("one\ntwo é");
		assertThat(this.errors.isCut()).isFalse();
		print("x".repeat(ErrorOutput.CAPACITY - 11) + "\n");
		assertThat(this.errors.text()).startsWith("one\ntwo éxxx").hasSize(ErrorOutput.CAPACITY - 1);
		assertThat(this.errors.isCut()).isFalse();
	}

	@Test
	void textWhenTooLongIsTheLastWholeLines() {
		for (int i = 0; i < 1000; i++) {
			print("line " + i + "\n");
		}
		assertThat(this.errors.text()).startsWith("line 887\n").endsWith("line 998\nline 999\n").hasSizeLessThan(1024);
		assertThat(this.errors.isCut()).isTrue();
	}

	@Test
	void textWhenPrintedAtOnceIsTheSame() {
		print("y".repeat(5) + "\n");
		print("x".repeat(5000) + "\nlast line");
		assertThat(this.errors.text()).isEqualTo("last line");
	}

	@Test
	void textWhenALineWasCutJustBeforeItsBreakIsTheRest() {
		print("x\n" + "y".repeat(ErrorOutput.CAPACITY - 1));
		assertThat(this.errors.text()).isEqualTo("y".repeat(ErrorOutput.CAPACITY - 1));
	}

	@Test
	void textWhenPrintedByteByByteIsTheSame() {
		for (char c : "one\ntwo".toCharArray()) {
			this.errors.write(c);
		}
		assertThat(this.errors.text()).isEqualTo("one\ntwo");
	}

	@Test
	void textWhenTheLastLineIsTooLongIsEmpty() {
		print("password: " + "x".repeat(ErrorOutput.CAPACITY));
		assertThat(this.errors.text()).isEmpty();
		assertThat(this.errors.isCut()).isTrue();
	}

	private void print(String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		this.errors.write(bytes, 0, bytes.length);
	}

}
