package io.awscredentials.http;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Asks a SOCKS proxy for a connection (RFC 1928), with a user and a password where it
 * wants them (RFC 1929). The proxy resolves the host.
 */
final class Socks5 {

	private static final int VERSION = 5;

	private static final int USER_AND_PASSWORD = 2;

	private Socks5() {
	}

	static void connect(Socket socket, Target target, ProxyServer proxy) throws IOException {
		DataInputStream in = new DataInputStream(socket.getInputStream());
		DataOutputStream out = new DataOutputStream(socket.getOutputStream());
		out.write(new byte[] { VERSION, 2, 0, USER_AND_PASSWORD });
		require(in.readByte() == VERSION, "does not speak SOCKS 5");
		int method = in.readByte();
		require(method == 0 || method == USER_AND_PASSWORD, "wants neither nothing nor a user and a password");
		if (method == USER_AND_PASSWORD) {
			out.writeByte(1);
			write(out, Objects.requireNonNullElseGet(proxy.user(), () -> System.getProperty("user.name", "")));
			write(out, Objects.requireNonNullElse(proxy.password(), ""));
			in.readByte();
			require(in.readByte() == 0, "did not accept the user and the password");
		}
		out.write(new byte[] { VERSION, 1, 0, 3 });
		write(out, target.host());
		out.writeShort(target.port());
		in.readByte();
		int reply = in.readByte();
		require(reply == 0, "refused the connection with code " + reply);
		in.readByte();
		int length = switch (in.readByte()) {
			case 1 -> 4;
			case 4 -> 16;
			default -> in.readUnsignedByte();
		};
		in.skipNBytes(length + 2L);
	}

	private static void write(DataOutputStream out, String text) throws IOException {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		out.writeByte(bytes.length);
		out.write(bytes);
	}

	private static void require(boolean expected, String otherwise) throws IOException {
		if (!expected) {
			throw new NotSentException("the SOCKS proxy " + otherwise);
		}
	}

}
