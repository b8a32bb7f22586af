package com.example;

import io.awscredentials.CredentialsProvider;

import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
public class Application {

	public static void main(String[] args) {
		SpringApplication.run(Application.class, args);
	}

	@Bean
	CommandLineRunner show(CredentialsProvider credentialsProvider) {
		return (args) -> System.out.println("Injected: " + credentialsProvider.resolveCredentials());
	}

}
