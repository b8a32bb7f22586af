// The files of the quick start are what the README shows: a name in its text, then a block.
String readme = new File(basedir, '../../../../README.md').getText('UTF-8')
String text = readme.substring(readme.indexOf('\n## Quick start\n'), readme.indexOf('\n## Try the sample\n'))
['pom.xml', 'src/main/resources/application.yml', 'Vend.java', 'src/main/java/com/example/Application.java'].each { name ->
	int named = text.indexOf('`' + name + '`, w')
	assert named > 0 : name
	int begin = text.indexOf('\n', text.indexOf('\n```', named) + 1) + 1
	File file = new File(basedir, 'orders/' + name)
	file.parentFile.mkdirs()
	file.setText(text.substring(begin, text.indexOf('```', begin)), 'UTF-8')
}
for (command in ["mvn spring-boot:run", "curl localhost:8080/actuator/awscredentials/default"]) {
	assert text.contains('```shell\n' + command + '\n```') : command
}
true
