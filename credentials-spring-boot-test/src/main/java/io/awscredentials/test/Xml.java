package io.awscredentials.test;

/**
 * Writes the little XML that AWS answers are made of.
 */
final class Xml {

	static final String STS_NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

	static final String S3_NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

	private Xml() {
	}

	static String document(String name, String namespace, String... children) {
		String start = (namespace.isEmpty()) ? name : name + " xmlns=\"" + namespace + "\"";
		return "<" + start + ">\n" + String.join("", children) + "</" + name + ">\n";
	}

	static String element(String name, String... children) {
		return document(name, "", children);
	}

	static String text(String name, String text) {
		return "<" + name + ">" + escape(text) + "</" + name + ">\n";
	}

	static String escape(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
	}

}
