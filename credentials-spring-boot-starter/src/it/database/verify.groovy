String log = new File(basedir, 'build.log').text
assert log.contains('Read through 3 rotations without a failed query') || log.contains('PostgreSQL is not installed')
assert !log.contains('only the gate knows it')
