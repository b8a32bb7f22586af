package io.awscredentials.autoconfigure;

import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Name;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.util.StringUtils;

/**
 * The properties there are, as the records say that they are bound to. Names are compared
 * in their uniform form, without dashes and in lower case.
 */
final class KnownProperties {

	private static final KnownProperties ANYTHING = new KnownProperties();

	private static final KnownProperties PROVIDER = of(ProviderProperties.class);

	/** The properties below, by the dashed form of their names. */
	private final Map<String, KnownProperties> below = new LinkedHashMap<>();

	/** What is below whatever name, if that is free: the value of a map. */
	private @Nullable KnownProperties belowAny;

	private KnownProperties() {
	}

	/**
	 * Return the properties of records.
	 * @param types the records, which are all bound to the same prefix
	 * @return their properties
	 */
	static KnownProperties of(Class<?>... types) {
		KnownProperties known = new KnownProperties();
		for (Class<?> type : types) {
			known.add(type);
		}
		return known;
	}

	/**
	 * Return the properties that define a provider.
	 * @return the properties
	 */
	static KnownProperties ofProvider() {
		return PROVIDER;
	}

	/**
	 * Return the groups of properties below this one.
	 * @return their names, with dashes
	 */
	List<String> groups() {
		return this.below.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().isGroup())
			.map(Map.Entry::getKey)
			.toList();
	}

	/**
	 * Add a group of properties.
	 * @param name its name
	 * @param type the record it is bound to
	 * @return this
	 */
	KnownProperties with(String name, Class<?> type) {
		this.below.put(name, of(type));
		return this;
	}

	private void add(Class<?> type) {
		RecordComponent[] components = type.getRecordComponents();
		// Of a record that is bound, the canonical constructor is the only one; each look
		// at it is a copy.
		Parameter[] parameters = type.getDeclaredConstructors()[0].getParameters();
		for (int i = 0; i < components.length; i++) {
			this.below.put(name(components[i], parameters[i]),
					of(components[i].getType(), components[i].getGenericType()));
		}
	}

	private static String name(RecordComponent component, Parameter parameter) {
		// The annotation may be one of the parameter alone.
		Name name = component.isAnnotationPresent(Name.class) ? component.getAnnotation(Name.class)
				: parameter.getAnnotation(Name.class);
		return (name != null) ? name.value()
				: StringUtils.uncapitalize(component.getName()).replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
	}

	private static KnownProperties of(Class<?> type, Type generic) {
		if (type.isRecord()) {
			return of(type);
		}
		if (Map.class.isAssignableFrom(type)) {
			KnownProperties map = new KnownProperties();
			Type value = ((ParameterizedType) generic).getActualTypeArguments()[1];
			map.belowAny = (value instanceof Class<?> valueType) ? of(valueType, valueType) : ANYTHING;
			return map;
		}
		return (Collection.class.isAssignableFrom(type)) ? list() : new KnownProperties();
	}

	private static KnownProperties list() {
		KnownProperties list = new KnownProperties();
		list.belowAny = new KnownProperties();
		return list;
	}

	/**
	 * Return whether there are properties below this one.
	 * @return whether it is a group
	 */
	boolean isGroup() {
		return !this.below.isEmpty();
	}

	/**
	 * Return the properties below this one.
	 * @return their names, with dashes
	 */
	List<String> names() {
		return List.copyOf(this.below.keySet());
	}

	/**
	 * Return the first part of a name that is not known.
	 * @param name the name
	 * @param from the index of the first part below this one
	 * @return the unknown part with what could stand in its place, or {@code null} if the
	 * name is known
	 */
	@Nullable Unknown unknown(ConfigurationPropertyName name, int from) {
		KnownProperties known = this;
		for (int i = from; i < name.getNumberOfElements(); i++) {
			KnownProperties next = known.get(name.getElement(i, Form.UNIFORM));
			if (next == null) {
				return new Unknown(i, known);
			}
			if (next.belowAny != null && next.belowAny.below.isEmpty()) {
				// A key of a map may have dots in it.
				return null;
			}
			known = next;
		}
		return null;
	}

	/**
	 * Return what a name stands for.
	 * @param name the name
	 * @param from the index of the first part below this one
	 * @return the property or group, or {@code null} if the name is not known
	 */
	@Nullable KnownProperties find(ConfigurationPropertyName name, int from) {
		KnownProperties known = this;
		for (int i = from; i < name.getNumberOfElements() && known != null; i++) {
			known = known.get(name.getElement(i, Form.UNIFORM));
		}
		return known;
	}

	/**
	 * Return whether the letters of an environment variable's name are those of a
	 * property: it has an underscore for a dot, and perhaps for a dash.
	 * @param letters the name below this one in its uniform form, with nothing between
	 * its parts
	 * @return whether there is such a property
	 */
	boolean hasLetters(String letters) {
		if (letters.isEmpty()) {
			return true;
		}
		if (this.belowAny != null) {
			return !this.isGroup() && (this.belowAny.below.isEmpty() || endsLike(letters, this.belowAny));
		}
		for (Map.Entry<String, KnownProperties> entry : this.below.entrySet()) {
			String name = uniform(entry.getKey());
			if (letters.startsWith(name) && entry.getValue().hasLetters(letters.substring(name.length()))) {
				return true;
			}
		}
		return false;
	}

	private static boolean endsLike(String letters, KnownProperties value) {
		for (int i = 1; i < letters.length(); i++) {
			if (value.hasLetters(letters.substring(i))) {
				return true;
			}
		}
		return false;
	}

	private @Nullable KnownProperties get(String uniform) {
		for (Map.Entry<String, KnownProperties> entry : this.below.entrySet()) {
			if (uniform(entry.getKey()).equals(uniform)) {
				return entry.getValue();
			}
		}
		return this.belowAny;
	}

	private static String uniform(String name) {
		return name.replace("-", "");
	}

	/**
	 * A part of a name that is not known.
	 *
	 * @param index the index of the part
	 * @param group the group it is in
	 */
	record Unknown(int index, KnownProperties group) {

		/**
		 * Return what is most like the part.
		 * @param part the part
		 * @return the name, or {@code null} if none is like it
		 */
		@Nullable String nearest(String part) {
			String best = null;
			int least = Math.max(2, part.length() / 3) + 1;
			for (String candidate : this.group.names()) {
				if (candidate.startsWith(part + "-")) {
					return candidate;
				}
				int distance = distance(part, candidate);
				if (distance < least) {
					least = distance;
					best = candidate;
				}
			}
			return best;
		}

		/** How many letters have to be changed, added or left out. */
		private static int distance(String some, String other) {
			List<Integer> row = new ArrayList<>();
			for (int j = 0; j <= other.length(); j++) {
				row.add(j);
			}
			for (int i = 1; i <= some.length(); i++) {
				int diagonal = row.set(0, i);
				for (int j = 1; j <= other.length(); j++) {
					int change = diagonal + ((some.charAt(i - 1) == other.charAt(j - 1)) ? 0 : 1);
					diagonal = row.get(j);
					row.set(j, Math.min(change, Math.min(diagonal, row.get(j - 1)) + 1));
				}
			}
			return row.get(other.length());
		}

	}

}
