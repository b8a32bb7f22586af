package io.awscredentials.autoconfigure;

import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ProcessSourceConfiguration {

}
