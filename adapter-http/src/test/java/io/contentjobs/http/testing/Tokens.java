package io.contentjobs.http.testing;

import io.contentjobs.http.TokenClaims;
import io.contentjobs.http.TokenKeys;
import io.contentjobs.http.TokenVerifier;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs tokens, good ones and bad ones, with what the JDK has alone: nothing here shares a fault with what checks them. */
public final class Tokens {
    public static final byte[] SECRET = "a secret of more than thirty-two bytes".getBytes(StandardCharsets.US_ASCII);
    public static final KeyPair RSA = rsa(2_048);
    public static final KeyPair EC = ec("secp256r1");

    /** A minute long, from {@link SetClock#START}. */
    public static final String CLAIMS = claims("\"exp\":" + (SetClock.START.getEpochSecond() + 60));

    private Tokens() {}

    /** Returns what checks tokens with these keys, at {@link SetClock#START}. */
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
        return hmac("HmacSHA256", header("HS256", ""), claims, SECRET);
    }

    public static String rs256(String claims) {
        return signed("SHA256withRSA", header("RS256", ",\"kid\":\"r\",\"typ\":\"JWT\""), claims, RSA);
    }

    public static String es256(String claims) {
        return signed("SHA256withECDSAinP1363Format", header("ES256", ",\"kid\":\"e\",\"typ\":\"at+jwt\""), claims, EC);
    }

    public static String hmac(String algorithm, String header, String claims, byte[] secret) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret, algorithm));
            String input = unsigned(header, claims);
            return input + '.' + base64(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    public static String signed(String algorithm, String header, String claims, KeyPair key) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key.getPrivate());
            String input = unsigned(header, claims);
            signature.update(input.getBytes(StandardCharsets.US_ASCII));
            return input + '.' + base64(signature.sign());
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
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
            return String.format(
                    Locale.ROOT,
                    "{\"kty\":\"RSA\",\"n\":\"%s\",\"e\":\"%s\"%s}",
                    base64(unsigned(rsa.getModulus(), 0)),
                    base64(unsigned(rsa.getPublicExponent(), 0)),
                    more);
        }
        ECPublicKey ec = (ECPublicKey) key.getPublic();
        int length = (ec.getParams().getCurve().getField().getFieldSize() + 7) / 8;
        return String.format(
                Locale.ROOT,
                "{\"kty\":\"EC\",\"crv\":\"P-%d\",\"x\":\"%s\",\"y\":\"%s\"%s}",
                ec.getParams().getCurve().getField().getFieldSize(),
                base64(unsigned(ec.getW().getAffineX(), length)),
                base64(unsigned(ec.getW().getAffineY(), length)),
                more);
    }

    public static KeyPair rsa(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    public static KeyPair ec(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
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
}
