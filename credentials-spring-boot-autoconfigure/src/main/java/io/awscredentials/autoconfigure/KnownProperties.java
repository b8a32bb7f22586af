package io.awscredentials.autoconfigure;

import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * The properties there are, as the records say that they are bound to. Names are compared
 * in their uniform form, without dashes and in lower case.
 */
final class KnownProperties {

	private static final KnownProperties NONE = new KnownProperties(null, null, List.of());

	private static final KnownProperties LIST = new KnownProperties(null, NONE, List.of());

	private static final KnownProperties PROVIDER = of(ProviderProperties.class);

	/**
	 * The properties below, by the dashed form of their names, if this is a group. Read
	 * from its record when somebody asks for them: in most groups nothing is set.
	 */
	private final @Nullable Supplier<Map<String, KnownProperties>> below;

	/** What is below whatever name, if that is free: the value of a map. */
	private final @Nullable KnownProperties belowAny;

	/** Groups of the same prefix, read only for names that are not in this one. */
	private final List<KnownProperties> others;

	private KnownProperties(@Nullable Supplier<Map<String, KnownProperties>> below, @Nullable KnownProperties belowAny,
			List<KnownProperties> others) {
		this.below = below;
		this.belowAny = belowAny;
		this.others = others;
	}

	private static KnownProperties of(Class<?> type) {
		return group(() -> components(type));
	}

	private static KnownProperties group(Supplier<Map<String, KnownProperties>> below) {
		return new KnownProperties(SingletonSupplier.of(below), null, List.of());
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
		for (Map.Entry<String, KnownProperties> entry : below().entrySet()) {
			if (entry.getValue().isGroup()) {
				groups.add(entry.getKey());
			}
		}
		return groups;
	}

	/**
	 * Return these properties and those of another record.
	 * @param type a record that is bound to the same prefix
	 * @return the properties
	 */
	KnownProperties and(Class<?> type) {
		return and(of(type));
	}

	/**
	 * Return these properties and a group.
	 * @param name the name of the group
	 * @param type the record that is bound to it
	 * @return the properties
	 */
	KnownProperties and(String name, Class<?> type) {
		return and(group(() -> Map.of(name, of(type))));
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
		return and(group(() -> (ClassUtils.isPresent(className, loader))
				? Map.of(name, of(ClassUtils.resolveClassName(className, loader))) : Map.of()));
	}

	private KnownProperties and(KnownProperties other) {
		List<KnownProperties> others = new ArrayList<>(this.others);
		others.add(other);
		return new KnownProperties(this.below, null, List.copyOf(others));
	}

	private Map<String, KnownProperties> below() {
		return (this.below != null) ? this.below.get() : Map.of();
	}

	private static Map<String, KnownProperties> components(Class<?> type) {
		Map<String, KnownProperties> properties = new LinkedHashMap<>();
		RecordComponent[] components = type.getRecordComponents();
		// Of a record that is bound, the canonical constructor is the only one.
		Annotation[][] annotations = type.getDeclaredConstructors()[0].getParameterAnnotations();
		for (int i = 0; i < components.length; i++) {
			properties.put(name(components[i], annotations[i]),
					of(components[i].getType(), components[i].getGenericType()));
		}
		return properties;
	}

	private static String name(RecordComponent component, Annotation[] annotations) {
		for (Annotation annotation : annotations) {
			if (annotation instanceof Name name) {
				return name.value();
			}
		}
		return DataObjectPropertyName.toDashedForm(component.getName());
	}

	private static KnownProperties of(Class<?> type, Type generic) {
		if (type.isRecord()) {
			return of(type);
		}
		if (Map.class.isAssignableFrom(type)) {
			Type value = ((ParameterizedType) generic).getActualTypeArguments()[1];
			return new KnownProperties(null, (value instanceof Class<?> valueType) ? of(valueType, valueType) : NONE,
					List.of());
		}
		return (Collection.class.isAssignableFrom(type)) ? LIST : NONE;
	}

	/**
	 * Return whether there are properties below this one.
	 * @return whether it is a group
	 */
	boolean isGroup() {
		return this.below != null;
	}

	/**
	 * Return the properties below this one.
	 * @return their names, with dashes
	 */
	List<String> names() {
		List<String> names = new ArrayList<>(below().keySet());
		this.others.forEach((other) -> names.addAll(other.names()));
		return names;
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
		return this.others.stream().anyMatch((other) -> other.hasLetters(letters));
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
		for (KnownProperties other : this.others) {
			KnownProperties found = other.get(uniform);
			if (found != null) {
				return found;
			}
		}
		return this.belowAny;
	}

	private static String uniform(String name) {
		return name.replace("-", "");
	}

}
