package io.awscredentials.autoconfigure;

import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.util.ClassUtils;

/**
 * The properties there are, as the records say that they are bound to. Names are compared
 * in their uniform form, without dashes and in lower case.
 */
final class KnownProperties {

	private static final KnownProperties NONE = new KnownProperties(null, null);

	private static final KnownProperties LIST = new KnownProperties(null, NONE);

	private static final KnownProperties PROVIDER = of(ProviderProperties.class);

	/** The record that is bound to this group. */
	private final @Nullable Class<?> type;

	/** What is below whatever name, if that is free: the value of a map. */
	private final @Nullable KnownProperties belowAny;

	/**
	 * The properties below, by the dashed form of their names. Read from the record when
	 * somebody asks for them: in most groups nothing is set.
	 */
	private volatile @Nullable Map<String, KnownProperties> below;

	private KnownProperties(@Nullable Class<?> type, @Nullable KnownProperties belowAny) {
		this.type = type;
		this.belowAny = belowAny;
	}

	private static KnownProperties of(Class<?> type) {
		return new KnownProperties(type, null);
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
		List<String> groups = new ArrayList<>();
		below().forEach((name, known) -> {
			if (known.isGroup()) {
				groups.add(name);
			}
		});
		return groups;
	}

	/**
	 * Return these properties and those of another record.
	 * @param type a record that is bound to the same prefix
	 * @return the properties
	 */
	KnownProperties and(Class<?> type) {
		return and(components(type));
	}

	/**
	 * Return these properties and a group.
	 * @param name the name of the group
	 * @param type the record that is bound to it
	 * @return the properties
	 */
	KnownProperties and(String name, Class<?> type) {
		return and(Map.of(name, of(type)));
	}

	/**
	 * Return these properties and a group that belongs to another module, if that is
	 * there.
	 * @param name its name
	 * @param className the name of the record it is bound to
	 * @return the properties
	 */
	KnownProperties andOptional(String name, String className) {
		ClassLoader loader = KnownProperties.class.getClassLoader();
		return (ClassUtils.isPresent(className, loader)) ? and(name, ClassUtils.resolveClassName(className, loader))
				: this;
	}

	private KnownProperties and(Map<String, KnownProperties> more) {
		Map<String, KnownProperties> all = new LinkedHashMap<>(below());
		all.putAll(more);
		KnownProperties known = new KnownProperties(this.type, null);
		known.below = all;
		return known;
	}

	private Map<String, KnownProperties> below() {
		Map<String, KnownProperties> below = this.below;
		if (below == null) {
			below = (this.type != null) ? components(this.type) : Map.of();
			this.below = below;
		}
		return below;
	}

	private static Map<String, KnownProperties> components(Class<?> type) {
		Map<String, KnownProperties> properties = new LinkedHashMap<>();
		RecordComponent[] components = type.getRecordComponents();
		// Of a record that is bound, the canonical constructor is the only one; each look
		// at it is a copy.
		Parameter[] parameters = type.getDeclaredConstructors()[0].getParameters();
		for (int i = 0; i < components.length; i++) {
			properties.put(name(components[i], parameters[i]),
					of(components[i].getType(), components[i].getGenericType()));
		}
		return properties;
	}

	private static String name(RecordComponent component, Parameter parameter) {
		// The annotation may be one of the parameter alone.
		Name name = component.isAnnotationPresent(Name.class) ? component.getAnnotation(Name.class)
				: parameter.getAnnotation(Name.class);
		return (name != null) ? name.value() : DataObjectPropertyName.toDashedForm(component.getName());
	}

	private static KnownProperties of(Class<?> type, Type generic) {
		if (type.isRecord()) {
			return of(type);
		}
		if (Map.class.isAssignableFrom(type)) {
			Type value = ((ParameterizedType) generic).getActualTypeArguments()[1];
			return new KnownProperties(null, (value instanceof Class<?> valueType) ? of(valueType, valueType) : NONE);
		}
		return (Collection.class.isAssignableFrom(type)) ? LIST : NONE;
	}

	/**
	 * Return whether there are properties below this one.
	 * @return whether it is a group
	 */
	boolean isGroup() {
		return this.type != null;
	}

	/**
	 * Return the properties below this one.
	 * @return their names, with dashes
	 */
	List<String> names() {
		return List.copyOf(below().keySet());
	}

	/**
	 * Return the first part of a name that is not known.
	 * @param name the name
	 * @param from the index of the first part below this one
	 * @return the unknown part with what could stand in its place, or {@code null} if the
	 * name is known
	 */
	@Nullable UnknownName unknown(ConfigurationPropertyName name, int from) {
		KnownProperties known = this;
		for (int i = from; i < name.getNumberOfElements(); i++) {
			KnownProperties next = known.get(name.getElement(i, Form.UNIFORM));
			if (next == null) {
				return new UnknownName(i, known);
			}
			if (next.belowAny != null && !next.belowAny.isGroup()) {
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
			return !isGroup() && (!this.belowAny.isGroup() || endsLike(letters, this.belowAny));
		}
		for (Map.Entry<String, KnownProperties> entry : below().entrySet()) {
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
		for (Map.Entry<String, KnownProperties> entry : below().entrySet()) {
			if (uniform(entry.getKey()).equals(uniform)) {
				return entry.getValue();
			}
		}
		return this.belowAny;
	}

	private static String uniform(String name) {
		return name.replace("-", "");
	}

}
