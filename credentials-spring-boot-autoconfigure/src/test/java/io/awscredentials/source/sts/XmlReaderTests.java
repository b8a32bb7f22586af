package io.awscredentials.source.sts;

import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link XmlReader}.
 */
class XmlReaderTests {

	@Test
	void readFindsElementsAndText() throws InvalidXmlException {
		XmlElement root = XmlReader.read("""
				<?xml version="1.0" encoding="UTF-8"?>
				<!-- comment <with> tags -->
				<ns:Answer xmlns:ns="urn:x" b='>'>
				  <Empty/>
				  <Result><Key> a </Key><Key>b</Key></Result >
				</ns:Answer>
				""");
		assertThat(root.name()).isEqualTo("Answer");
		XmlElement result = Objects.requireNonNull(root.child("Result"));
		assertThat(result.text("Key")).isEqualTo("a");
		assertThat(root.text("Empty")).isNull();
		assertThat(root.child("Key")).isNull();
	}

	@Test
	void readResolvesCharactersAndSections() throws InvalidXmlException {
		XmlElement root = XmlReader
			.read("\uFEFF<a><b>&lt;&amp;&gt;&quot;&apos;&#65;&#x42;<!-- x --><![CDATA[<&]]><?pi?></b></a>");
		assertThat(root.text("b")).isEqualTo("<&>\"'AB<&");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "  ", "{}", "text <a/>", "<a/> text", "<a/><b/>", "<a>", "<a><b></a>", "<a></b>",
			"</a>", "<a", "<a x", "<a x=", "<a x=y/>", "<a x='1", "<a x='<'/>", "<", "< a/>", "<a>&amp</a>",
			"<a>&nbsp;</a>", "<a>&#xZZ;</a>", "<a>&#99999999;</a>", "<a><![CDATA[x</a>", "<a><!-- x</a>", "<?xml",
			"<a></a", "<a><b/" })
	void readWhenNotWellFormedFails(String text) {
		assertThatExceptionOfType(InvalidXmlException.class).isThrownBy(() -> XmlReader.read(text));
	}

	@Test
	void readWhenDocumentTypeFails() {
		assertThatExceptionOfType(InvalidXmlException.class)
			.isThrownBy(() -> XmlReader.read("<!DOCTYPE a [<!ENTITY x 'secret'>]><a>&x;</a>"))
			.withMessage("it has a document type");
	}

	@Test
	void readWhenNestedTooDeeplyFails() {
		assertThatExceptionOfType(InvalidXmlException.class).isThrownBy(() -> XmlReader.read("<a>".repeat(10_000)))
			.withMessage("its elements are nested too deeply");
	}

	@Test
	void messagesAndElementsShowNoText() throws InvalidXmlException {
		assertThatExceptionOfType(InvalidXmlException.class).isThrownBy(() -> XmlReader.read("<a>secret&secret;</a>"))
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("secret"));
		assertThat(XmlReader.read("<a>secret</a>").toString()).isEqualTo("<a>");
	}

}
