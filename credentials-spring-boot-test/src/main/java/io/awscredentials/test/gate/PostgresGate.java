package io.awscredentials.test.gate;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Stands before a PostgreSQL server as RDS, Aurora and Aurora DSQL do: takes encrypted
 * connections only, asks for a password, takes a token in its place, and logs in with the
 * real password, which the server has to ask for by {@code password} or not at all. <pre>
 * IamTokenVerifier tokens = new IamTokenVerifier(aws::find, InstantSource.system());
 * try (PostgresGate gate = PostgresGate.before(server.port(), "the real password", tokens)
 *         .rds("orders.abc123.eu-west-1.rds.amazonaws.com", 5432)
 *         .start(GateCertificate.create(folder))) {
 *     // connect to 127.0.0.1 and gate.port()
 * }
 * </pre> Thread-safe.
 *
 * @since 0.1.0
 */
public final class PostgresGate extends DatabaseGate {

	private static final int PROTOCOL = 3;

	private static final int SSL_REQUEST = 80877103;

	private static final int GSS_REQUEST = 80877104;

	private static final int CLEARTEXT_PASSWORD = 3;

	private static final int LONGEST = 64 * 1024;

	private PostgresGate(Builder<?> builder, GateCertificate certificate) throws IOException {
		super(builder, certificate);
	}

	/**
	 * Begin with a server that is there.
	 * @param serverPort its port on the loopback interface
	 * @param password the real password of its users
	 * @param tokens verifies tokens
	 * @return what is still to be said
	 */
	public static Builder<PostgresGate> before(int serverPort, String password, IamTokenVerifier tokens) {
		return new Builder<>(serverPort, password, tokens, PostgresGate::new);
	}

	@Override
	void serve(Socket plain) throws IOException {
		Socket client = plain;
		DataInputStream input = new DataInputStream(client.getInputStream());
		byte[] startup = message(input);
		while (code(startup) == SSL_REQUEST || code(startup) == GSS_REQUEST) {
			boolean encrypt = code(startup) == SSL_REQUEST;
			client.getOutputStream().write((encrypt) ? 'S' : 'N');
			client.getOutputStream().flush();
			client = (encrypt) ? encrypt(client) : client;
			input = new DataInputStream(client.getInputStream());
			startup = message(input);
		}
		if (code(startup) >> 16 != PROTOCOL) {
			// A request to cancel, which nobody has to answer.
			return;
		}
		DataOutputStream output = new DataOutputStream(client.getOutputStream());
		Map<String, String> parameters = parameters(startup);
		String user = parameters.getOrDefault("user", "");
		if (client == plain) {
			refuse(output, "28000",
					"no pg_hba.conf entry for host \"127.0.0.1\", user \"" + user + "\", no encryption");
			return;
		}
		output.write('R');
		output.writeInt(8);
		output.writeInt(CLEARTEXT_PASSWORD);
		output.flush();
		if (input.read() != 'p') {
			return;
		}
		String token = text(message(input));
		if (!isKnown(user)) {
			refuse(output, "28P01", "password authentication failed for user \"" + user + "\"");
		}
		else if (!isAccepted(token, user)) {
			refuse(output, "28000", "PAM authentication failed for user \"" + user + "\"");
		}
		else {
			logIn(client, startup);
		}
	}

	private void logIn(Socket client, byte[] startup) throws IOException {
		try (Socket server = connect()) {
			DataOutputStream output = new DataOutputStream(server.getOutputStream());
			output.writeInt(startup.length + 4);
			output.write(startup);
			output.flush();
			DataInputStream input = new DataInputStream(server.getInputStream());
			int type = input.read();
			byte[] answer = message(input);
			if (type == 'R' && code(answer) == CLEARTEXT_PASSWORD) {
				byte[] password = (password() + "\0").getBytes(StandardCharsets.UTF_8);
				output.write('p');
				output.writeInt(password.length + 4);
				output.write(password);
				output.flush();
			}
			else {
				DataOutputStream passed = new DataOutputStream(client.getOutputStream());
				passed.write(type);
				passed.writeInt(answer.length + 4);
				passed.write(answer);
				passed.flush();
			}
			pipe(client, server);
		}
	}

	private static void refuse(DataOutputStream output, String state, String message) throws IOException {
		byte[] fields = ("SFATAL\0VFATAL\0C" + state + "\0M" + message + "\0\0").getBytes(StandardCharsets.UTF_8);
		output.write('E');
		output.writeInt(fields.length + 4);
		output.write(fields);
		output.flush();
	}

	private static byte[] message(DataInputStream input) throws IOException {
		int length = input.readInt() - 4;
		if (length < 0 || length > LONGEST) {
			throw new IOException("A message of " + length + " bytes");
		}
		return input.readNBytes(length);
	}

	private static int code(byte[] message) {
		return (message.length < 4) ? 0
				: (message[0] & 0xff) << 24 | (message[1] & 0xff) << 16 | (message[2] & 0xff) << 8 | message[3] & 0xff;
	}

	private static String text(byte[] message) {
		String text = new String(message, StandardCharsets.UTF_8);
		int end = text.indexOf('\0');
		return (end >= 0) ? text.substring(0, end) : text;
	}

	private static Map<String, String> parameters(byte[] startup) {
		String[] words = new String(startup, 4, startup.length - 4, StandardCharsets.UTF_8).split("\0");
		Map<String, String> parameters = new LinkedHashMap<>();
		for (int i = 0; i + 1 < words.length; i += 2) {
			parameters.put(words[i], words[i + 1]);
		}
		return parameters;
	}

}
