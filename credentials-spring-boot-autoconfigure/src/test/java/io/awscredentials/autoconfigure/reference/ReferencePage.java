package io.awscredentials.autoconfigure.reference;

import java.io.IOException;
import java.util.List;

/**
 * A page of the reference, which is made of metadata and code.
 */
interface ReferencePage {

	/** All pages by the names of their files. */
	List<String> NAMES = List.of("properties", "error-codes", "events", "metrics", "endpoint", "beans");

	/**
	 * Return a page.
	 * @param name the name of its file
	 * @return the page
	 */
	static ReferencePage of(String name) {
		return switch (name) {
			case "properties" -> new PropertiesPage();
			case "error-codes" -> new ErrorCodesPage();
			case "events" -> new EventsPage();
			case "metrics" -> new MetricsPage();
			case "endpoint" -> new EndpointPage();
			case "beans" -> new BeansPage();
			default -> throw new IllegalArgumentException(name);
		};
	}

	/**
	 * Write the page.
	 * @param markdown what to write to
	 */
	void write(Markdown markdown) throws IOException;

	/**
	 * Return what a page that people wrote has to explain.
	 * @return names, as that page spells them
	 */
	List<String> words() throws IOException;

	/**
	 * Return the text of the page.
	 * @return its Markdown
	 */
	default String text() throws IOException {
		Markdown markdown = new Markdown();
		write(markdown);
		return markdown.toString();
	}

}
