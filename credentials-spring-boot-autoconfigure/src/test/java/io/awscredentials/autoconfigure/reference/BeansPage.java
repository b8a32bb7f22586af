package io.awscredentials.autoconfigure.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.MethodMetadata;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.SimpleMetadataReaderFactory;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * The beans that an application may inject or replace.
 */
final class BeansPage implements ReferencePage {

	private static final Path FACE = Path.of("src/test/public-face.txt");

	private static List<MethodMetadata> beans() throws IOException {
		Set<String> face = Set.copyOf(Files.readAllLines(FACE));
		TreeMap<String, MethodMetadata> beans = new TreeMap<>();
		for (Resource file : new PathMatchingResourcePatternResolver()
			.getResources("file:target/classes/io/awscredentials/**/*.class")) {
			MetadataReader reader = new SimpleMetadataReaderFactory().getMetadataReader(file);
			for (MethodMetadata method : reader.getAnnotationMetadata().getAnnotatedMethods(Bean.class.getName())) {
				String name = name(method);
				if (!isInternal(name)
						&& (face.contains(method.getReturnTypeName()) || name.endsWith("CredentialsSource"))) {
					beans.put(name, method);
				}
			}
		}
		return List.copyOf(beans.values());
	}

	/** As the names of internal beans begin, so that none is in the way of others. */
	private static boolean isInternal(String name) {
		return name.startsWith("awsCredentials") && !name.startsWith("awsCredentialsProvider");
	}

	private static String name(MethodMetadata method) {
		String[] names = method.getAnnotations().get(Bean.class).getStringArray("name");
		return (names.length > 0) ? names[0] : method.getMethodName();
	}

	private static String conditions(MethodMetadata method) {
		return method.getAnnotations()
			.stream()
			.filter((annotation) -> annotation.getDistance() == 0)
			.filter((annotation) -> annotation.getType().getSimpleName().startsWith("Conditional"))
			.map(BeansPage::condition)
			.collect(Collectors.joining("<br>"));
	}

	private static String condition(MergedAnnotation<?> annotation) {
		String name = annotation.getType().getSimpleName();
		return switch (name) {
			case "ConditionalOnMissingBean" -> "no bean of yours takes its place";
			case "ConditionalOnSourceKind" -> "the kind " + Markdown.code(value(annotation)) + " is used";
			case "ConditionalOnMfaKind" -> "`mfa.provider` is " + Markdown.code(value(annotation));
			default -> Markdown.code("@" + name);
		};
	}

	private static String value(MergedAnnotation<?> annotation) {
		Object value = annotation.asAnnotationAttributes().get("value");
		return ((value instanceof Object[] values) ? StringUtils.arrayToDelimitedString(values, " or ")
				: String.valueOf(value))
			.toLowerCase(Locale.ROOT)
			.replace('_', '-');
	}

	@Override
	public void write(Markdown markdown) throws IOException {
		markdown.title("Beans")
			.paragraph("Those that are not listed are internal. For each `named.<name>` there are also "
					+ "`<name>CredentialsProvider` and, with the AWS SDK, `<name>AwsCredentialsProvider`, injected by "
					+ "`@Qualifier(\"<name>\")`. What you may supply: [beans](../beans.md).")
			.table("bean", "type", "there if");
		for (MethodMetadata method : beans()) {
			markdown.row(Markdown.code(name(method)),
					Markdown.code(ClassUtils.getShortName(method.getReturnTypeName())), conditions(method));
		}
	}

	@Override
	public List<String> words() throws IOException {
		return beans().stream().map(BeansPage::name).toList();
	}

}
