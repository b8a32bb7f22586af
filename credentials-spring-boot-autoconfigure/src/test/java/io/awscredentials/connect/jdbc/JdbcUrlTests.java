package io.awscredentials.connect.jdbc;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link JdbcUrl}.
 */
class JdbcUrlTests {

	private static JdbcUrl parse(String url) {
		JdbcUrl parsed = JdbcUrl.parse(url);
		assertThat(parsed).isNotNull();
		return parsed;
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					jdbc:postgresql://db.example.com:5433/orders                | POSTGRESQL | db.example.com:5433
					jdbc:postgresql://DB.example.com/orders?sslmode=require      | POSTGRESQL | db.example.com:5432
					jdbc:postgresql://[2001:db8::1]:5433/orders                  | POSTGRESQL | 2001:db8::1:5433
					jdbc:postgresql://[::1]/orders                               | POSTGRESQL | ::1:5432
					jdbc:postgresql://a:1,b,[::1]:3/orders                       | POSTGRESQL | a:1,b:5432,::1:3
					jdbc:postgresql:orders                                       | POSTGRESQL | localhost:5432
					jdbc:postgresql:///orders                                    | POSTGRESQL | localhost:5432
					jdbc:p6spy:postgresql://a/orders                             | POSTGRESQL | a:5432
					jdbc:otel:mysql://a/orders                                   | MYSQL      | a:3306
					jdbc:mysql://a                                               | MYSQL      | a:3306
					jdbc:mysql://a:3307?useSSL=true                              | MYSQL      | a:3307
					jdbc:mysql://user:pass%40word@a:3307/orders                  | MYSQL      | a:3307
					jdbc:mysql:replication://a,b:3307/orders                     | MYSQL      | a:3306,b:3307
					jdbc:mysql:loadbalance://address=(host=a)(port=1),(host=b,port=2)/x | MYSQL | a:1,b:2
					jdbc:mariadb://[2001:db8::1]/orders                          | MARIADB    | 2001:db8::1:3306
					jdbc:mariadb:sequential://address=(host=a)(port=1)(type=primary),address=(type=replica)(port=2)(host=b)/x | MARIADB | a:1,b:2
					""")
	void readsAddresses(String url, DatabaseEngine engine, String addresses) {
		JdbcUrl parsed = parse(url);
		assertThat(parsed.engine()).isEqualTo(engine);
		assertThat(parsed.addresses()).extracting(JdbcUrl.Address::toString).containsExactly(addresses.split(","));
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:h2:mem:x", "jdbc:sqlserver://a;databaseName=x", "jdbc:oracle:thin:@a:1521/x",
			"jdbc:aws-wrapper:postgresql://a/x", "jdbc:tc:postgresql:15:///x", "postgresql://a/x", "" })
	void othersAreNotRead(String url) {
		assertThat(JdbcUrl.parse(url)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:postgresql://a:port/x", "jdbc:mysql://u:p@a,u:p@b/x", "jdbc:mysql://[a,b]/x" })
	void whatIsNotUnderstoodIsAnError(String url) {
		assertThatIllegalArgumentException().isThrownBy(() -> JdbcUrl.parse(url))
			.withMessageNotContainingAny("u:p", "p@");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					jdbc:postgresql://a/x?user=us%40er&password=p%26w&sslmode=require | us@er | jdbc:postgresql://a/x?sslmode=require
					jdbc:postgresql://a/x?user=u                                     | u     | jdbc:postgresql://a/x
					jdbc:mysql://u:p@a:1/x?useSSL=true                               | u     | jdbc:mysql://a:1/x?useSSL=true
					jdbc:mysql://a/x?User=u&PASSWORD=p                               | u     | jdbc:mysql://a/x
					jdbc:mariadb://a/x?sslMode=trust                                 |       | jdbc:mariadb://a/x?sslMode=trust
					""")
	void loginIsTakenOut(String url, String user, String without) {
		JdbcUrl parsed = parse(url);
		assertThat(parsed.user()).isEqualTo(user);
		assertThat(parsed.withoutLogin()).isEqualTo(without);
		assertThat(parsed.hasPassword())
			.isEqualTo(url.toLowerCase(java.util.Locale.ROOT).contains("password=") || url.contains("u:p@"));
	}

	@Test
	void passwordIsNotShown() {
		assertThat(parse("jdbc:mysql://u:secret@a/x?password=secret")).asString().doesNotContain("secret");
	}

}
