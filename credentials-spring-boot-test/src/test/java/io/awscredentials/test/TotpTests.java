package io.awscredentials.test;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TotpTests {

	// The vectors of RFC 6238, appendix B, cut to six digits.
	@ParameterizedTest
	@CsvSource({ "59, 287082", "1111111109, 081804", "1111111111, 050471", "1234567890, 005924", "2000000000, 279037",
			"20000000000, 353130" })
	void codeAgreesWithTheStandard(long epochSecond, String expected) {
		Totp totp = new Totp("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
		assertThat(totp.code(Totp.step(Instant.ofEpochSecond(epochSecond)))).isEqualTo(expected);
	}

	@Test
	void seedMayBeWrittenForPeople() {
		assertThat(new Totp("jbsw y3dp ehpk 3pxp====").code(1)).isEqualTo(new Totp("JBSWY3DPEHPK3PXP").code(1));
	}

	@Test
	void seedThatIsNotBase32IsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Totp("0189"))
			.withMessage("An MFA device's seed must be base32");
		assertThatIllegalArgumentException().isThrownBy(() -> new Totp(""));
	}

}
