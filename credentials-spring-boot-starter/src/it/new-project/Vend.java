class Vend {

	public static void main(String[] args) {
		System.out.println("{\"Version\":1,\"AccessKeyId\":\"AKIAIOSFODNN7EXAMPLE\",\"SecretAccessKey\":\"it-is-secret\"}");
	}

}
