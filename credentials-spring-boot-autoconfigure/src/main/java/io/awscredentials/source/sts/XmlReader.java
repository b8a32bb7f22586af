package io.awscredentials.source.sts;

import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/**
 * Reads the XML that STS writes: elements, text, character references, CDATA, comments
 * and processing instructions. A document type is refused, so there are no entities but
 * the five that XML itself defines, and nothing is ever fetched. The parsers of the JDK
 * can be told the same, but cost a fresh virtual machine hundreds of classes.
 */
final class XmlReader {

	private static final int MAX_DEPTH = 16;

	private final String text;

	private int position;

	private XmlReader(String text) {
		this.text = text;
	}

	/**
	 * Read a document.
	 * @param text the document
	 * @return its root element
	 * @throws InvalidXmlException if it is not well-formed, or more than STS writes
	 */
	static XmlElement read(String text) throws InvalidXmlException {
		return new XmlReader(text).read();
	}

	private XmlElement read() throws InvalidXmlException {
		skipIf("\uFEFF");
		Deque<XmlElement> open = new ArrayDeque<>();
		XmlElement root = null;
		while (this.position < this.text.length()) {
			XmlElement current = open.peek();
			if (this.text.charAt(this.position) != '<') {
				readText(current);
			}
			else if (skipIf("<![CDATA[")) {
				append(current, until("]]>"));
			}
			else if (skipIf("<!--")) {
				until("-->");
			}
			else if (skipIf("<?")) {
				until("?>");
			}
			else if (skipIf("<!")) {
				throw new InvalidXmlException("it has a document type");
			}
			else if (skipIf("</")) {
				close(open);
			}
			else if (root != null && current == null) {
				throw new InvalidXmlException("something follows the end of the XML");
			}
			else {
				XmlElement element = open(open);
				root = (root != null) ? root : element;
			}
		}
		if (root == null) {
			throw new InvalidXmlException("it is not XML");
		}
		if (!open.isEmpty()) {
			throw endsTooEarly();
		}
		return root;
	}

	private XmlElement open(Deque<XmlElement> open) throws InvalidXmlException {
		skip("<");
		XmlElement element = new XmlElement(readName());
		boolean empty = skipAttributes();
		XmlElement parent = open.peek();
		if (parent != null) {
			parent.add(element);
		}
		if (!empty) {
			open.push(element);
			if (open.size() > MAX_DEPTH) {
				throw new InvalidXmlException("its elements are nested too deeply");
			}
		}
		return element;
	}

	private void close(Deque<XmlElement> open) throws InvalidXmlException {
		String name = readName();
		skipSpace();
		skip(">");
		XmlElement element = open.poll();
		if (element == null || !element.name().equals(name)) {
			throw malformed();
		}
	}

	/**
	 * Skip the attributes and the end of a start tag.
	 * @return whether it was the tag of an empty element
	 */
	private boolean skipAttributes() throws InvalidXmlException {
		while (true) {
			skipSpace();
			if (skipIf("/>")) {
				return true;
			}
			if (skipIf(">")) {
				return false;
			}
			readName();
			skipSpace();
			skip("=");
			skipSpace();
			String quote = (skipIf("'")) ? "'" : "\"";
			if (quote.equals("\"")) {
				skip(quote);
			}
			if (until(quote).indexOf('<') != -1) {
				throw malformed();
			}
		}
	}

	private void readText(@Nullable XmlElement element) throws InvalidXmlException {
		while (this.position < this.text.length() && this.text.charAt(this.position) != '<') {
			char c = this.text.charAt(this.position++);
			append(element, (c == '&') ? reference(until(";")) : String.valueOf(c));
		}
	}

	private static void append(@Nullable XmlElement element, String text) throws InvalidXmlException {
		if (element != null) {
			element.append(text);
		}
		else if (!text.isBlank()) {
			throw new InvalidXmlException("it is not XML");
		}
	}

	private static String reference(String name) throws InvalidXmlException {
		return switch (name) {
			case "lt" -> "<";
			case "gt" -> ">";
			case "amp" -> "&";
			case "quot" -> "\"";
			case "apos" -> "'";
			default -> character(name);
		};
	}

	private static String character(String name) throws InvalidXmlException {
		try {
			if (name.startsWith("#x")) {
				return Character.toString(Integer.parseInt(name.substring(2), 16));
			}
			if (name.startsWith("#")) {
				return Character.toString(Integer.parseInt(name.substring(1)));
			}
		}
		catch (IllegalArgumentException ex) {
			// Neither a number nor a character; the message would quote it.
		}
		throw new InvalidXmlException("it refers to an unknown entity");
	}

	/** Read a name up to white space or a delimiter, and leave its prefix out. */
	private String readName() throws InvalidXmlException {
		int start = this.position;
		while (this.position < this.text.length() && " \t\r\n/>=<&'\"".indexOf(this.text.charAt(this.position)) == -1) {
			this.position++;
		}
		String name = this.text.substring(start, this.position);
		if (name.isEmpty()) {
			throw malformed();
		}
		return name.substring(name.indexOf(':') + 1);
	}

	private String until(String end) throws InvalidXmlException {
		int index = this.text.indexOf(end, this.position);
		if (index == -1) {
			throw endsTooEarly();
		}
		String found = this.text.substring(this.position, index);
		this.position = index + end.length();
		return found;
	}

	private void skipSpace() {
		while (this.position < this.text.length() && " \t\r\n".indexOf(this.text.charAt(this.position)) != -1) {
			this.position++;
		}
	}

	private void skip(String expected) throws InvalidXmlException {
		if (!skipIf(expected)) {
			throw malformed();
		}
	}

	private boolean skipIf(String expected) {
		boolean found = this.text.startsWith(expected, this.position);
		this.position += (found) ? expected.length() : 0;
		return found;
	}

	private InvalidXmlException malformed() {
		return (this.position < this.text.length()) ? new InvalidXmlException("it is not well-formed XML")
				: endsTooEarly();
	}

	private static InvalidXmlException endsTooEarly() {
		return new InvalidXmlException("the XML ends too early");
	}

}
