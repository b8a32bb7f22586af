package io.awscredentials.source.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CodeArguments}.
 */
class CodeArgumentsTests {

	@TempDir
	private Path folder;

	@BeforeEach
	void createFiles() throws IOException {
		for (String program : List.of("sh", "bash", "python3.11", "node", "java", "env", "timeout", "sudo", "vend")) {
			Path path = Files.writeString(this.folder.resolve(program), "#!/bin/true\n");
			Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
		}
		Files.createSymbolicLink(this.folder.resolve("vend-python"), Path.of("python3.11"));
		for (String file : List.of("a.sh", "a.py", "a.js", "hook.js", "a.jar", "b.jar", "data")) {
			Files.createFile(this.folder.resolve(file));
		}
		Files.createDirectory(this.folder.resolve("lib"));
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			vend a.sh data,                                     ''
			sh,                                                 ''
			sh a.sh data,                                       a.sh
			sh -e a.sh data,                                    a.sh
			bash -euo pipefail a.sh data,                       a.sh
			bash --norc a.sh none,                              a.sh
			bash -c a.sh data,                                ''
			sh -ec a.sh,                                        ''
			sh none a.sh,                                       a.sh
			python3.11 a.py data,                               a.py
			python3.11 -u a.py data,                            a.py
			python3.11 -W ignore a.py data,                     a.py
			python3.11 -m data a.py,                            ''
			vend-python a.py,                                   a.py
			./vend-python a.py,                                 a.py
			node --require ./hook.js a.js data,                 hook.js a.js
			node -e code data,                                  ''
			java -jar a.jar data,                               a.jar
			java -Xmx1m -cp a.jar:lib/*:none:b.jar demo.Main,   a.jar lib b.jar
			java -cp lib a.jar data,                            lib a.jar
			env -i A=b python3.11 a.py data,                    python3.11 a.py
			timeout 10 vend a.py,                               vend
			sudo -u vend env A=b sh a.sh data,                  vend env sh a.sh
			env ./vend data,                                    vend
			env A=b,                                            ''
			""")
	void filesThatAreCode(String command, String files) {
		assertThat(new CodeArguments(this.folder::resolve, this::program).of(List.of(command.split(" "))))
			.map(Path::normalize)
			.containsExactlyElementsOf(
					Stream.of(files.split(" ")).filter((name) -> !name.isEmpty()).map(this.folder::resolve).toList());
	}

	private @Nullable Path program(String name) {
		Path path = this.folder.resolve(name);
		return (Files.isRegularFile(path) && Files.isExecutable(path)) ? path : null;
	}

}
