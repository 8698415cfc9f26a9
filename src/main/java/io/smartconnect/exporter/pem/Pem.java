package io.smartconnect.exporter.pem;

import io.vertx.core.VertxException;
import io.vertx.core.net.impl.pkcs1.PrivateKeyParser;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads certificates and private keys in PEM. All failures are {@link IllegalArgumentException}s without any content. */
public final class Pem {

    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
    private static final byte[] PROBE = "smart-connect-exporter".getBytes(StandardCharsets.US_ASCII);

    private Pem() {}

    /** All certificates in their order; at least one. */
    public static List<X509Certificate> certificates(byte[] content) {
        List<X509Certificate> certificates = blocks(content)
                .filter(block -> block.type.equals("CERTIFICATE"))
                .map(block -> certificate(block.der))
                .toList();
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("no certificate");
        }
        return certificates;
    }

    /** The first private key: PKCS #8, or RSA or EC in their older formats. */
    public static PrivateKey privateKey(byte[] content) {
        return blocks(content)
                .filter(block -> block.type.endsWith("PRIVATE KEY"))
                .findFirst()
                .map(Pem::key)
                .orElseThrow(() -> new IllegalArgumentException("no private key"));
    }

    /** True if the certificate verifies what the key signs. */
    public static boolean isPair(X509Certificate certificate, PrivateKey key) {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
        try {
            Signature signer = Signature.getInstance(algorithm);
            signer.initSign(key);
            signer.update(PROBE);
            byte[] signature = signer.sign();
            signer.initVerify(certificate.getPublicKey());
            signer.update(PROBE);
            return signer.verify(signature);
        } catch (GeneralSecurityException otherKind) {
            return false;
        }
    }

    private static Stream<Block> blocks(byte[] content) {
        Matcher matcher = BLOCK.matcher(new String(content, StandardCharsets.ISO_8859_1));
        return matcher.results()
                .map(found -> new Block(found.group(1), Base64.getMimeDecoder().decode(found.group(2))));
    }

    private static X509Certificate certificate(byte[] der) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException malformed) {
            throw new IllegalArgumentException("malformed certificate", malformed);
        }
    }

    private static PrivateKey key(Block block) {
        try {
            return switch (block.type) {
                case "PRIVATE KEY" -> pkcs8(new PKCS8EncodedKeySpec(block.der));
                case "RSA PRIVATE KEY" ->
                    KeyFactory.getInstance("RSA").generatePrivate(PrivateKeyParser.getRSAKeySpec(block.der));
                case "EC PRIVATE KEY" ->
                    KeyFactory.getInstance("EC").generatePrivate(PrivateKeyParser.getECKeySpec(block.der));
                default -> throw new IllegalArgumentException("encrypted, or of another kind");
            };
        } catch (GeneralSecurityException | VertxException | IndexOutOfBoundsException malformed) {
            throw new IllegalArgumentException("malformed private key", malformed);
        }
    }

    private static PrivateKey pkcs8(PKCS8EncodedKeySpec spec) throws GeneralSecurityException {
        GeneralSecurityException last = new InvalidKeySpecException("of no known algorithm");
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException otherAlgorithm) {
                last = otherAlgorithm;
            }
        }
        throw last;
    }

    /** The decoded content between two markers. */
    private static final class Block {

        private final String type;
        private final byte[] der;

        Block(String type, byte[] der) {
            this.type = type;
            this.der = der;
        }
    }
}
