// The files of the quick start, and then those of the guide.
File root = new File(basedir, '../../../..')

String after(String text, String name, String mark) {
	int named = text.indexOf(mark)
	assert named > 0 : name
	int begin = text.indexOf('\n', text.indexOf('\n```', named) + 1) + 1
	return text.substring(begin, text.indexOf('```', begin))
}

void write(String name, String content) {
	File file = new File(basedir, 'orders/' + name)
	file.parentFile.mkdirs()
	file.setText(content, 'UTF-8')
}

String readme = new File(root, 'README.md').getText('UTF-8')
String guide = new File(root, 'docs/guides/five-minutes.md').getText('UTF-8')
String dependencies = after(guide, 'dependencies', '`pom.xml`')
write('pom.xml', after(readme, 'pom.xml', '`pom.xml`, w').replace('  </dependencies>', dependencies + '  </dependencies>'))
for (name in ['src/main/java/com/example/Application.java']) {
	write(name, after(readme, name, '`' + name + '`, w'))
}
write('src/main/resources/application.yml', after(guide, 'application.yml', '`src/main/resources/application.yml`, i'))
String main = 'src/main/java/com/example/LocalApplication.java'
write(main, after(guide, main, '`' + main + '`, w'))
assert guide.contains('```shell\nmvn spring-boot:run -Dspring-boot.run.main-class=com.example.LocalApplication\n```')
true
