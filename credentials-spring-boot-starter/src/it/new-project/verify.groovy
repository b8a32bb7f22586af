String log = new File(basedir, 'build.log').text
boolean injected = log.contains('Injected: Credentials[accessKeyId=AKIA********MPLE')
boolean secret = log.contains('it-is-secret')
assert injected
assert !secret
