package io.smartconnect.exporter.web.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The last 100 accepted credentials, as keyed hashes, so that a client pays for bcrypt once. Thread-safe. */
final class AcceptedCredentials {

    private static final int MOST = 100;
    private static final String ALGORITHM = "HmacSHA256";

    private final Map<String, Boolean> digests = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    };

    /** The keyed hash of credentials. It differs for each hash of the password, so a changed user is checked again. */
    String digest(String user, PasswordHash hash, byte[] password) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(RandomKey.VALUE);
            mac.update(user.getBytes(UTF_8));
            mac.update((byte) 0);
            mac.update(hash.text().getBytes(UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(password));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has " + ALGORITHM, impossible);
        }
    }

    synchronized boolean contains(String digest) {
        return digests.get(digest) != null;
    }

    synchronized void add(String digest) {
        digests.put(digest, true);
    }

    /** Created when the first client logs in. */
    private static final class RandomKey {

        static final SecretKeySpec VALUE = random();

        private static SecretKeySpec random() {
            byte[] bytes = new byte[32];
            new SecureRandom().nextBytes(bytes);
            return new SecretKeySpec(bytes, ALGORITHM);
        }
    }
}
