String log = new File(basedir, 'build.log').text
boolean injected = log.contains('Injected: Credentials[accessKeyId=AKIA********MPLE')
boolean signed = log.contains('Signed: AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/')
boolean scoped = log.contains('/eu-west-1/execute-api/aws4_request, SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=64 digits')
boolean secret = log.contains('it-is-secret')
assert injected
assert signed
assert scoped
assert !secret
