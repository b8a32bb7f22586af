package io.awscredentials.autoconfigure;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.awscredentials.connect.jdbc.HikariTokens;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Has data sources opened with tokens: pools before anybody can open a connection, others
 * once they know the pool that they wrap.
 */
class JdbcTokensBeanPostProcessor implements BeanPostProcessor {

	private static final String SCOPED = "scopedTarget.";

	private final ObjectProvider<HikariTokens> tokens;

	JdbcTokensBeanPostProcessor(ObjectProvider<HikariTokens> tokens) {
		this.tokens = tokens;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String name) {
		if (bean instanceof HikariDataSource pool) {
			apply(name, pool);
		}
		return bean;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String name) {
		if (bean instanceof DataSource dataSource && !(bean instanceof HikariDataSource)) {
			apply(name, dataSource);
		}
		return bean;
	}

	private void apply(String name, DataSource dataSource) {
		this.tokens.getObject().apply((name.startsWith(SCOPED)) ? name.substring(SCOPED.length()) : name, dataSource);
	}

}
