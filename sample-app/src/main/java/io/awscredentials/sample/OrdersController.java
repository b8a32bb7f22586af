package io.awscredentials.sample;

import java.util.ArrayList;
import java.util.List;

import io.awscredentials.test.gate.PostgresGate;

import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Orders out of the database of the profile {@code database}, which is opened with
 * tokens. No line here knows of any: that is said in {@code application-database.yml}.
 */
@RestController
@Profile(LocalDatabaseEnvironmentPostProcessor.PROFILE)
class OrdersController {

	private final JdbcClient jdbc;

	private final PostgresGate gate;

	OrdersController(JdbcClient jdbc, PostgresGate gate) {
		this.jdbc = jdbc;
		this.gate = gate;
	}

	@GetMapping("/orders")
	Orders orders() {
		List<Order> orders = new ArrayList<>();
		this.jdbc.sql("SELECT id, item FROM orders ORDER BY id")
			.query((RowCallbackHandler) (row) -> orders.add(new Order(row.getInt("id"), row.getString("item"))));
		return new Orders(orders, this.gate.logins(), this.gate.refusals());
	}

	@Bean
	static ApplicationRunner firstOrders(JdbcClient jdbc) {
		return (arguments) -> {
			jdbc.sql("CREATE TABLE IF NOT EXISTS orders(id INT PRIMARY KEY, item TEXT)").update();
			jdbc.sql("INSERT INTO orders VALUES (7, 'teapot'), (8, 'kettle') ON CONFLICT DO NOTHING").update();
		};
	}

	/**
	 * The orders, and what the gate before the database has seen.
	 *
	 * @param orders the orders
	 * @param tokensAccepted how many connections were opened with a token
	 * @param tokensRefused why others were not
	 */
	record Orders(List<Order> orders, int tokensAccepted, List<String> tokensRefused) {
	}

	/**
	 * An order.
	 *
	 * @param id its number
	 * @param item what was ordered
	 */
	record Order(int id, String item) {
	}

}
