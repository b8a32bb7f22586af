package io.awscredentials.source.sts;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link StsXml}.
 */
class StsXmlTests {

	@Test
	void readFindsElementsAndText() throws InvalidXmlException {
		StsXml xml = read("""
				<?xml version="1.0" encoding="UTF-8"?>
				<!-- comment <with> tags -->
				<ns:Answer xmlns:ns="urn:x" b='>'>
				  <Empty/>
				  <ns:Result><Key> a </Key><Key>b</Key></ns:Result >
				</ns:Answer>
				""");
		assertThat(xml.root()).isEqualTo("Answer");
		assertThat(xml.text("Result/Key")).isEqualTo("a");
		assertThat(xml.text("Empty")).isNull();
		assertThat(xml.text("Key")).isNull();
		assertThat(xml.text("Result")).isNull();
	}

	@Test
	void readResolvesCharactersAndSections() throws InvalidXmlException {
		StsXml xml = read("\uFEFF<a><b>&lt;&amp;&gt;&quot;&apos;&#65;&#x42;<!-- x --><![CDATA[<&]]><?pi?></b></a>");
		assertThat(xml.text("b")).isEqualTo("<&>\"'AB<&");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "  ", "{}", "text <a/>", "<a/> text", "<a/><b/>", "<a>", "<a><b></a>", "<a></b>",
			"</a>", "<a", "<a x", "<a x=", "<a x=y/>", "<a x='1", "<a x='<'/>", "<", "< a/>", "<a>&amp</a>",
			"<a>&nbsp;</a>", "<a>&#xZZ;</a>", "<a>&#99999999;</a>", "<a><![CDATA[x</a>", "<a><!-- x</a>", "<?xml",
			"<a></a", "<a><b/", "<?xml version='1.0' encoding='nothing'?><a/>", "<n:a/>" })
	void readWhenNotWellFormedFails(String text) {
		assertThatExceptionOfType(InvalidXmlException.class).isThrownBy(() -> read(text)).withNoCause();
	}

	@ParameterizedTest
	@ValueSource(strings = { "<!DOCTYPE a>", "<!DOCTYPE a [<!ENTITY x 'secret'>]>", "<!DOCTYPE a SYSTEM 'file:///x'>",
			"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>", "<!DOCTYPE a [<!ENTITY % x 'y'> %x;]>" })
	void readWhenDocumentTypeFails(String type) {
		assertThatExceptionOfType(InvalidXmlException.class).isThrownBy(() -> read(type + "<a>&x;</a>"))
			.withMessage("it has a document type");
	}

	@Test
	void readWhenThereAreTooManyElementsFails() {
		assertThatExceptionOfType(InvalidXmlException.class).isThrownBy(() -> read("<a>" + "<b/>".repeat(256) + "</a>"))
			.withMessage("it has too many elements");
		// Later JDKs have a limit of their own for the depth.
		assertThatExceptionOfType(InvalidXmlException.class).isThrownBy(() -> read("<a>".repeat(10_000)));
	}

	@Test
	void messagesAndElementsShowNoText() throws InvalidXmlException {
		assertThatExceptionOfType(InvalidXmlException.class).isThrownBy(() -> read("<a>secret&secret;</a>"))
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("secret"));
		assertThat(read("<a>secret</a>")).hasToString("<a>");
	}

	private static StsXml read(String text) throws InvalidXmlException {
		return StsXml.read(text.getBytes(StandardCharsets.UTF_8));
	}

}
