package io.contentjobs.http.testing;

import io.contentjobs.http.TokenClaims;
import io.contentjobs.http.TokenKeys;
import io.contentjobs.http.TokenVerifier;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.Callable;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs valid and invalid tokens with the JDK alone, so that no fault is shared with the code that checks them. */
public final class Tokens {
    public static final byte[] SECRET = "a secret of more than thirty-two bytes".getBytes(StandardCharsets.US_ASCII);
    public static final KeyPair RSA = rsa(2_048);
    public static final KeyPair EC = ec("secp256r1");

    /** Valid for a minute from {@link SetClock#START}. */
    public static final String CLAIMS = claims("\"exp\":" + (SetClock.START.getEpochSecond() + 60));

    private Tokens() {}

    /** Returns a verifier with these keys, whose clock stands at {@link SetClock#START}. */
    public static TokenVerifier verifier(TokenKeys keys) {
        return new TokenVerifier(keys, TokenClaims.ANY, new SetClock());
    }

    public static String claims(String members) {
        return "{\"sub\":\"front-end\"," + members + "}";
    }

    public static String header(String algorithm, String more) {
        return "{\"alg\":\"" + algorithm + "\"" + more + "}";
    }

    public static String hs256(String claims) {
        return hs256(header("HS256", ""), claims, SECRET);
    }

    public static String hs256(String header, String claims, byte[] secret) {
        return hmac("HmacSHA256", header, claims, secret);
    }

    public static String rs256(String claims) {
        return rs256(",\"kid\":\"r\",\"typ\":\"JWT\"", claims, RSA);
    }

    public static String rs256(String more, String claims, KeyPair key) {
        return signed("SHA256withRSA", header("RS256", more), claims, key);
    }

    public static String es256(String claims) {
        return es256(",\"kid\":\"e\",\"typ\":\"at+jwt\"", claims, EC);
    }

    public static String es256(String more, String claims, KeyPair key) {
        return signed("SHA256withECDSAinP1363Format", header("ES256", more), claims, key);
    }

    public static String hmac(String algorithm, String header, String claims, byte[] secret) {
        return unchecked(() -> {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret, algorithm));
            String input = unsigned(header, claims);
            return input + '.' + base64(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
        });
    }

    public static String signed(String algorithm, String header, String claims, KeyPair key) {
        return unchecked(() -> {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key.getPrivate());
            String input = unsigned(header, claims);
            signature.update(input.getBytes(StandardCharsets.US_ASCII));
            return input + '.' + base64(signature.sign());
        });
    }

    public static String unsigned(String header, String claims) {
        return base64(header.getBytes(StandardCharsets.UTF_8)) + '.' + base64(claims.getBytes(StandardCharsets.UTF_8));
    }

    /** The public keys of {@link #RSA} ({@code r}) and {@link #EC} ({@code e}). */
    public static String jwks() {
        return jwks(jwk(RSA, ",\"kid\":\"r\""), jwk(EC, ",\"kid\":\"e\",\"use\":\"sig\",\"alg\":\"ES256\""));
    }

    public static String jwks(String... keys) {
        return "{\"keys\":[" + String.join(",", keys) + "]}";
    }

    public static String jwk(KeyPair key, String more) {
        if (key.getPublic() instanceof RSAPublicKey rsa) {
            String n = base64(unsigned(rsa.getModulus(), 0));
            String e = base64(unsigned(rsa.getPublicExponent(), 0));
            return "{\"kty\":\"RSA\",\"n\":\"" + n + "\",\"e\":\"" + e + "\"" + more + "}";
        }
        ECPublicKey ec = (ECPublicKey) key.getPublic();
        int bits = ec.getParams().getCurve().getField().getFieldSize();
        String x = base64(unsigned(ec.getW().getAffineX(), (bits + 7) / 8));
        String y = base64(unsigned(ec.getW().getAffineY(), (bits + 7) / 8));
        return "{\"kty\":\"EC\",\"crv\":\"P-" + bits + "\",\"x\":\"" + x + "\",\"y\":\"" + y + "\"" + more + "}";
    }

    public static KeyPair rsa(int bits) {
        return generate("RSA", new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4));
    }

    public static KeyPair ec(String curve) {
        return generate("EC", new ECGenParameterSpec(curve));
    }

    private static KeyPair generate(String algorithm, AlgorithmParameterSpec parameters) {
        return unchecked(() -> {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(parameters);
            return generator.generateKeyPair();
        });
    }

    public static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Big-endian, without a sign, of that length at least. */
    private static byte[] unsigned(BigInteger number, int length) {
        byte[] signed = number.toByteArray();
        byte[] bare = signed[0] == 0 ? Arrays.copyOfRange(signed, 1, signed.length) : signed;
        byte[] padded = new byte[Math.max(length, bare.length)];
        System.arraycopy(bare, 0, padded, padded.length - bare.length, bare.length);
        return padded;
    }

    private static <T> T unchecked(Callable<T> call) {
        try {
            return call.call();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}
