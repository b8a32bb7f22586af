/**
 * A small HTTP/1.1 server on a plain socket, which can misbehave in ways no proper server
 * allows.
 * <p>
 * Internal: not for applications, may change at any time.
 */
@NullMarked
package io.awscredentials.test.http;

import org.jspecify.annotations.NullMarked;
