package io.awscredentials.source.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The arguments of a command that are code: the script of an interpreter, a jar of Java,
 * the program that {@code env} and its like start. Where an option is not known to have
 * no value, a file behind it counts, too. Code that is spelled out in an argument is part
 * of the configuration.
 */
final class CodeArguments {

	private static final Pattern SHELL = Pattern.compile("(?:ba|da|a|k|mk|z|fi|c|tc)?sh|busybox");

	private static final Pattern INTERPRETER = Pattern
		.compile("(?:python|pypy|ruby|perl|php|lua|tclsh)[\\d.]*|node(?:js)?|deno|bun|java|groovy|Rscript|pwsh");

	private static final Pattern STARTER = Pattern
		.compile("env|nice|ionice|nohup|setsid|stdbuf|time|timeout|chrt|taskset|sudo|doas");

	private static final Pattern SHELL_CODE = Pattern.compile("-\\w*c\\w*");

	private static final Pattern CODE = Pattern.compile("-[cme]|-E|--eval");

	private static final Pattern FLAGS = Pattern.compile("-[bBdeEfhiIlnPqsStuvVx]+");

	private static final Pattern CLASS_PATH = Pattern.compile("-cp|--?class-?path|-p|--module-path");

	private final Function<String, Path> resolver;

	private final Function<String, @Nullable Path> programs;

	/**
	 * Create a new instance.
	 * @param resolver makes the path of an argument that is one
	 * @param programs finds a program as the operating system does
	 */
	CodeArguments(Function<String, Path> resolver, Function<String, @Nullable Path> programs) {
		this.resolver = resolver;
		this.programs = programs;
	}

	/**
	 * Return the files that are run besides the program.
	 * @param command the program and its arguments
	 * @return the files, all of which exist
	 */
	List<Path> of(List<String> command) {
		List<Path> files = new ArrayList<>();
		add(command, files);
		return files;
	}

	private void add(List<String> command, List<Path> files) {
		if (is(STARTER, command.get(0))) {
			addStarted(command, files);
		}
		else if (is(SHELL, command.get(0))) {
			addScripts(command, SHELL_CODE, files);
		}
		else if (is(INTERPRETER, command.get(0))) {
			addScripts(command, CODE, files);
		}
	}

	/**
	 * Return whether a program has such a name, or is a link to one that has.
	 */
	private boolean is(Pattern kind, String program) {
		Path path = path(program, this.programs);
		try {
			return path != null && (kind.matcher(String.valueOf(path.getFileName())).matches()
					|| kind.matcher(String.valueOf(path.toRealPath().getFileName())).matches());
		}
		catch (IOException ex) {
			return false;
		}
	}

	private void addStarted(List<String> command, List<Path> files) {
		for (int i = 1; i < command.size(); i++) {
			Path program = path(command.get(i), this.programs);
			if (program != null) {
				files.add(program);
				add(command.subList(i, command.size()), files);
				if (!command.get(i - 1).startsWith("-")) {
					return;
				}
			}
		}
	}

	private void addScripts(List<String> command, Pattern code, List<Path> files) {
		for (int i = 1; i < command.size() && !code.matcher(command.get(i)).matches(); i++) {
			String before = command.get(i - 1);
			if (CLASS_PATH.matcher(before).matches()) {
				for (String entry : command.get(i).split(File.pathSeparator)) {
					addIfThere((entry.endsWith("/*")) ? entry.substring(0, entry.length() - 1) : entry, files);
				}
			}
			else if (addIfThere(command.get(i), files) && isAlone(before)) {
				return;
			}
		}
	}

	private static boolean isAlone(String before) {
		return !before.startsWith("-") || before.equals("-jar") || FLAGS.matcher(before).matches();
	}

	private boolean addIfThere(String argument, List<Path> files) {
		Path path = path(argument, this.resolver);
		return path != null && !argument.startsWith("-") && Files.exists(path) && files.add(path);
	}

	private static @Nullable Path path(String argument, Function<String, ? extends @Nullable Path> function) {
		try {
			return (argument.isEmpty()) ? null : function.apply(argument);
		}
		catch (InvalidPathException ex) {
			return null;
		}
	}

}
