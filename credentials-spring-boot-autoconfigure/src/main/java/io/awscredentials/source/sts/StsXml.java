package io.awscredentials.source.sts;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.jspecify.annotations.Nullable;

/**
 * The texts of an XML document of STS by the names of their elements. A document type is
 * refused, and nothing is ever fetched. Neither its string representation nor its
 * failures show any text: that may be a secret.
 */
final class StsXml {

	/** STS writes about twenty. */
	private static final int MAX_ELEMENTS = 256;

	private static final XMLInputFactory FACTORY = factory();

	private final String root;

	private final Map<String, String> texts;

	private StsXml(String root, Map<String, String> texts) {
		this.root = root;
		this.texts = texts;
	}

	/** The JDK's own parser: another one on the class path may not know these limits. */
	private static XMLInputFactory factory() {
		XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
		factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
		factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
		return factory;
	}

	/**
	 * Read a document.
	 * @param xml the document
	 * @return its texts
	 * @throws InvalidXmlException if it is not well-formed, or more than STS writes
	 */
	static StsXml read(byte[] xml) throws InvalidXmlException {
		try {
			XMLStreamReader reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(xml));
			return read(reader);
		}
		catch (XMLStreamException | RuntimeException ex) {
			// Some malformed documents make the parser fail with whatever comes. Its
			// messages quote the document.
			throw new InvalidXmlException("it is not well-formed XML");
		}
	}

	private static StsXml read(XMLStreamReader reader) throws XMLStreamException, InvalidXmlException {
		Map<String, String> texts = new HashMap<>();
		Deque<String> open = new ArrayDeque<>();
		StringBuilder text = new StringBuilder();
		int elements = 0;
		String root = "";
		while (reader.hasNext()) {
			switch (reader.next()) {
				case XMLStreamConstants.START_ELEMENT -> {
					elements++;
					if (elements > MAX_ELEMENTS) {
						throw new InvalidXmlException("it has too many elements");
					}
					root = (open.isEmpty()) ? reader.getLocalName() : root;
					open.push((open.size() > 1) ? open.peek() + "/" + reader.getLocalName() : reader.getLocalName());
					text.setLength(0);
				}
				case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(reader.getText());
				case XMLStreamConstants.END_ELEMENT -> {
					texts.putIfAbsent(open.pop(), text.toString().strip());
					text.setLength(0);
				}
				case XMLStreamConstants.DTD -> throw new InvalidXmlException("it has a document type");
				case XMLStreamConstants.ENTITY_REFERENCE ->
					throw new InvalidXmlException("it refers to an unknown entity");
				default -> {
					// Comments and processing instructions tell nothing.
				}
			}
		}
		return new StsXml(root, texts);
	}

	/**
	 * Return the name of the outermost element.
	 * @return the name, without prefix
	 */
	String root() {
		return this.root;
	}

	/**
	 * Return the text of the first element of a path.
	 * @param path the names of the elements below the outermost one, without prefixes and
	 * separated by slashes
	 * @return the text, stripped, or {@code null} if there is no such element or no text
	 * in it
	 */
	@Nullable String text(String path) {
		String text = this.texts.get(path);
		return (text == null || text.isEmpty()) ? null : text;
	}

	@Override
	public String toString() {
		return "<" + this.root + ">";
	}

}
