package io.awscredentials.autoconfigure;

import io.awscredentials.connect.jdbc.HikariTokens;
import liquibase.integration.spring.SpringLiquibase;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Has Liquibase open its own connections with tokens.
 */
class LiquibaseTokensBeanPostProcessor implements BeanPostProcessor {

	private final ObjectProvider<HikariTokens> tokens;

	LiquibaseTokensBeanPostProcessor(ObjectProvider<HikariTokens> tokens) {
		this.tokens = tokens;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String name) {
		if (bean instanceof SpringLiquibase liquibase) {
			MigrationTokens.apply("liquibase", liquibase.getDataSource(), this.tokens.getObject(),
					liquibase::setDataSource);
		}
		return bean;
	}

}
