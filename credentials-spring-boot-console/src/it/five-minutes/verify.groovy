import java.util.concurrent.TimeUnit

// The command of the guide; the port is a free one, since others may build here.
boolean windows = System.getProperty('os.name').startsWith('Windows')
File mvn = new File(System.getProperty('maven.home'), windows ? 'bin/mvn.cmd' : 'bin/mvn')
File log = new File(basedir, 'run.log')
List command = [mvn.path, '--batch-mode', '--settings', new File(basedir, '../interpolated-settings.xml').path,
		'-Dmaven.repo.local=' + localRepositoryPath, 'spring-boot:run',
		'-Dspring-boot.run.main-class=com.example.LocalApplication']
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
		def code = log.getText('UTF-8') =~ /The device shows (\d{6})/
		if (port.find() && code.find()) {
			String endpoint = "http://localhost:${port.group(1)}/actuator/awscredentials"
			assert new URL(endpoint + '/console/').text.contains('<html')
			HttpURLConnection post = (HttpURLConnection) new URL(endpoint + '/default').openConnection()
			post.requestMethod = 'POST'
			post.doOutput = true
			post.setRequestProperty('Content-Type', 'application/json')
			post.outputStream.withCloseable { it.write("{\"tokenCode\":\"${code.group(1)}\"}".getBytes('UTF-8')) }
			answer = post.inputStream.text
		}
	}
}
finally {
	process.descendants().forEach { it.destroy() }
	process.destroy()
}
assert answer.contains('"state":"VALID"') : log.getText('UTF-8')
assert answer.contains('"source":"AssumeRole < SessionToken < Static"') : answer
