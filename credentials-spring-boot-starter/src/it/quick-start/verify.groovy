import java.util.concurrent.TimeUnit

// The command of the README; the port is a free one, since others may build here.
boolean windows = System.getProperty('os.name').startsWith('Windows')
File mvn = new File(System.getProperty('maven.home'), windows ? 'bin/mvn.cmd' : 'bin/mvn')
File log = new File(basedir, 'run.log')
List command = [mvn.path, '--batch-mode', '--settings', new File(basedir, '../interpolated-settings.xml').path,
		'-Dmaven.repo.local=' + localRepositoryPath, 'spring-boot:run']
ProcessBuilder builder = new ProcessBuilder(command).directory(new File(basedir, 'orders'))
builder.redirectErrorStream(true).redirectOutput(log).redirectInput(ProcessBuilder.Redirect.PIPE)
builder.environment().put('SERVER_PORT', '0')
Process process = builder.start()
String answer = ''
try {
	long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2)
	while (!answer.contains('"state":"VALID"') && process.alive && System.nanoTime() < end) {
		sleep(250)
		def port = log.getText('UTF-8') =~ /Tomcat started on port (\d+)/
		if (port.find()) {
			answer = new URL("http://localhost:${port.group(1)}/actuator/awscredentials/default").text
			assert new URL("http://localhost:${port.group(1)}/").text.startsWith('Credentials[accessKeyId=ASIA')
		}
	}
}
finally {
	process.descendants().forEach { it.destroy() }
	process.destroy()
}
assert answer.contains('"state":"VALID"') : log.getText('UTF-8')
assert answer.contains('"source":"Process"') : answer
