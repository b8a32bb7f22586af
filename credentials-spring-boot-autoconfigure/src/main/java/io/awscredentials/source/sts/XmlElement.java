package io.awscredentials.source.sts;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An element of an XML document: its name without prefix, its text and its children.
 * Attributes are not kept.
 */
final class XmlElement {

	private final String name;

	private final StringBuilder text = new StringBuilder();

	private final List<XmlElement> children = new ArrayList<>();

	XmlElement(String name) {
		this.name = name;
	}

	String name() {
		return this.name;
	}

	void append(CharSequence text) {
		this.text.append(text);
	}

	void add(XmlElement child) {
		this.children.add(child);
	}

	/**
	 * Return the first child of a name.
	 * @param name the name
	 * @return the child, or {@code null} if there is none
	 */
	@Nullable XmlElement child(String name) {
		for (XmlElement child : this.children) {
			if (child.name.equals(name)) {
				return child;
			}
		}
		return null;
	}

	/**
	 * Return the text of the first child of a name.
	 * @param name the name
	 * @return the text, stripped, or {@code null} if there is no such child or no text in
	 * it
	 */
	@Nullable String text(String name) {
		XmlElement child = child(name);
		String text = (child != null) ? child.text.toString().strip() : "";
		return (text.isEmpty()) ? null : text;
	}

	// The text may be a secret.
	@Override
	public String toString() {
		return "<" + this.name + ">";
	}

}
