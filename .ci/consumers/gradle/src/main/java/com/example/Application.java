package com.example;

import io.awscredentials.Credentials;
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
	CommandLineRunner print(CredentialsProvider provider) {
		return (args) -> System.out.println("VALID " + shown(provider.resolveCredentials()));
	}

	private static String shown(Credentials credentials) {
		return credentials.toString().replaceAll(".*accessKeyId=([^,]*).*", "$1");
	}

}
