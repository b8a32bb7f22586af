package io.awscredentials.source.sso;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;

/**
 * The curve P-256. The JDK signs with it, but does not tell the public key of a private
 * one, and a file of the latter need not hold the former.
 */
final class P256 {

	static final ECParameterSpec PARAMETERS = parameters();

	private static final BigInteger P = ((ECFieldFp) PARAMETERS.getCurve().getField()).getP();

	private static final BigInteger A = PARAMETERS.getCurve().getA();

	private P256() {
	}

	private static ECParameterSpec parameters() {
		try {
			AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
			parameters.init(new ECGenParameterSpec("secp256r1"));
			return parameters.getParameterSpec(ECParameterSpec.class);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return the public key of a private one. This takes a time that depends on the
	 * private key, which is of no use to anybody outside: it is done once for a proof
	 * that goes over the network.
	 * @param scalar the private key
	 * @return the public key
	 * @throws IllegalArgumentException if that is not a private key of the curve
	 */
	static ECPoint publicPoint(BigInteger scalar) {
		if (scalar.signum() <= 0 || scalar.compareTo(PARAMETERS.getOrder()) >= 0) {
			throw new IllegalArgumentException("it is not a private key of the curve P-256");
		}
		ECPoint sum = ECPoint.POINT_INFINITY;
		ECPoint power = PARAMETERS.getGenerator();
		for (int bit = 0; bit < scalar.bitLength(); bit++) {
			sum = (scalar.testBit(bit)) ? add(sum, power) : sum;
			power = add(power, power);
		}
		return sum;
	}

	private static ECPoint add(ECPoint one, ECPoint other) {
		if (one.equals(ECPoint.POINT_INFINITY)) {
			return other;
		}
		BigInteger x = one.getAffineX();
		BigInteger y = one.getAffineY();
		BigInteger slope = (one.equals(other))
				? x.pow(2).multiply(BigInteger.valueOf(3)).add(A).multiply(y.shiftLeft(1).modInverse(P)).mod(P)
				: other.getAffineY().subtract(y).multiply(other.getAffineX().subtract(x).modInverse(P)).mod(P);
		BigInteger sumX = slope.pow(2).subtract(x).subtract(other.getAffineX()).mod(P);
		return new ECPoint(sumX, slope.multiply(x.subtract(sumX)).subtract(y).mod(P));
	}

}
