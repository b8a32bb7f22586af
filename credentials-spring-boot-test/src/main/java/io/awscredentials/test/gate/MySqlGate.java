package io.awscredentials.test.gate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Stands before a server of MariaDB or MySQL as RDS and Aurora do: takes encrypted
 * connections only, asks for a password in the clear, takes a token in its place, and
 * logs in with the real password by {@code mysql_native_password}. <pre>
 * IamTokenVerifier tokens = new IamTokenVerifier(aws::find, InstantSource.system());
 * try (MySqlGate gate = MySqlGate.before(server.port(), "the real password", tokens)
 *         .rds("orders.abc123.eu-west-1.rds.amazonaws.com", 3306)
 *         .start(GateCertificate.create(folder))) {
 *     // connect to 127.0.0.1 and gate.port()
 * }
 * </pre> Thread-safe.
 *
 * @since 0.1.0
 */
public final class MySqlGate extends DatabaseGate {

	private static final int CONNECT_WITH_DATABASE = 0x8;

	private static final int SSL = 0x800;

	private static final int PLUGIN = 0x80000;

	/** Capabilities, the longest packet, the character set and 23 bytes of others. */
	private static final int HEADER = 32;

	private static final int SWITCH = 0xfe;

	private static final String NATIVE = "mysql_native_password";

	private MySqlGate(Builder<?> builder, GateCertificate certificate) throws IOException {
		super(builder, certificate);
	}

	/**
	 * Begin with a server that is there.
	 * @param serverPort its port on the loopback interface
	 * @param password the real password of its users
	 * @param tokens verifies tokens
	 * @return what is still to be said
	 */
	public static Builder<MySqlGate> before(int serverPort, String password, IamTokenVerifier tokens) {
		return new Builder<>(serverPort, password, tokens, MySqlGate::new);
	}

	@Override
	void serve(Socket plain) throws IOException {
		try (Socket server = connect()) {
			MySqlPacket greeting = MySqlPacket.read(server.getInputStream());
			int capabilities = greeting.end(1) + 14;
			greeting.payload()[capabilities + 1] |= (byte) (SSL >> 8);
			greeting.write(plain.getOutputStream());
			MySqlPacket request = MySqlPacket.read(plain.getInputStream());
			if (request.payload().length != HEADER) {
				MySqlPacket
					.error(request.sequence() + 1, 3159, "HY000",
							"Connections using insecure transport are prohibited while --require_secure_transport=ON.")
					.write(plain.getOutputStream());
				return;
			}
			Socket client = encrypt(plain);
			MySqlPacket response = MySqlPacket.read(client.getInputStream());
			new MySqlPacket(response.sequence() + 1,
					((char) SWITCH + "mysql_clear_password\0\0").getBytes(StandardCharsets.ISO_8859_1))
				.write(client.getOutputStream());
			MySqlPacket token = MySqlPacket.read(client.getInputStream());
			String user = response.text(HEADER);
			if (!isKnown(user) || !isAccepted(token.text(0), user)) {
				MySqlPacket
					.error(token.sequence() + 1, 1045, "28000",
							"Access denied for user '" + user + "'@'127.0.0.1' (using password: YES)")
					.write(client.getOutputStream());
				return;
			}
			logIn(server, response, salt(greeting, capabilities)).withSequence(token.sequence() + 1)
				.write(client.getOutputStream());
			pipe(client, server);
		}
	}

	private MySqlPacket logIn(Socket server, MySqlPacket response, byte[] salt) throws IOException {
		byte[] payload = response.payload();
		int capabilities = (payload[0] & 0xff) | (payload[1] & 0xff) << 8 | (payload[2] & 0xff) << 16
				| (payload[3] & 0xff) << 24;
		int userEnd = response.end(HEADER) + 1;
		// Shorter than 251 bytes, whose length is one byte however it is written.
		int rest = userEnd + 1 + (payload[userEnd] & 0xff);
		ByteArrayOutputStream login = new ByteArrayOutputStream();
		login.write(payload, 0, userEnd);
		login.write(20);
		login.writeBytes(scramble(salt));
		if ((capabilities & CONNECT_WITH_DATABASE) != 0) {
			int end = response.end(rest) + 1;
			login.write(payload, rest, end - rest);
			rest = end;
		}
		if ((capabilities & PLUGIN) != 0) {
			login.writeBytes((NATIVE + "\0").getBytes(StandardCharsets.ISO_8859_1));
			rest = Math.min(response.end(rest) + 1, payload.length);
		}
		login.write(payload, rest, payload.length - rest);
		byte[] bytes = login.toByteArray();
		bytes[1] &= (byte) ~(SSL >> 8);
		new MySqlPacket(1, bytes).write(server.getOutputStream());
		MySqlPacket answer = MySqlPacket.read(server.getInputStream());
		if (answer.first() == SWITCH) {
			byte[] again = Arrays.copyOfRange(answer.payload(), answer.end(1) + 1, answer.end(1) + 21);
			new MySqlPacket(answer.sequence() + 1, scramble(again)).write(server.getOutputStream());
			return MySqlPacket.read(server.getInputStream());
		}
		return answer;
	}

	/** Eight bytes before the capabilities, and twelve behind what follows those. */
	private static byte[] salt(MySqlPacket greeting, int capabilities) {
		byte[] salt = new byte[20];
		System.arraycopy(greeting.payload(), capabilities - 9, salt, 0, 8);
		System.arraycopy(greeting.payload(), capabilities + 18, salt, 8, 12);
		return salt;
	}

	private byte[] scramble(byte[] salt) {
		try {
			MessageDigest sha = MessageDigest.getInstance("SHA-1");
			byte[] hash = sha.digest(password().getBytes(StandardCharsets.UTF_8));
			byte[] twice = sha.digest(hash);
			sha.update(salt);
			byte[] mask = sha.digest(twice);
			for (int i = 0; i < hash.length; i++) {
				hash[i] ^= mask[i];
			}
			return hash;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every JDK has SHA-1", ex);
		}
	}

}
