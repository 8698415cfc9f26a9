package io.smartconnect.exporter.cloud.auth.temporary;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smartconnect.exporter.cloud.auth.renewal.CredentialAnswer;
import io.smartconnect.exporter.cloud.auth.renewal.TemporaryKey;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.fuzz.Answers;
import io.smartconnect.fuzz.FuzzTarget;
import io.smartconnect.fuzz.Sound;
import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.Map;

/** Answers with temporary keys, and the credentials file of the cloud's SDKs. */
public final class KeyFuzzTargets {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    /** All targets by name. */
    public static final Map<String, FuzzTarget> ALL = Map.of(
            "security-token", bytes -> key(TemporaryKeyDecoder.IAM, bytes),
            "pod-identity", bytes -> key(TemporaryKeyDecoder.POD, bytes),
            "profile", KeyFuzzTargets::profile);

    private KeyFuzzTargets() {}

    private static void key(TemporaryKeyDecoder decoder, byte[] bytes) {
        try {
            TemporaryKey key = decoder.decode(
                    new CredentialAnswer(Answers.of(200, MultiMap.caseInsensitiveMultiMap(), bytes)), NOW);
            Sound.require(key.expires().isAfter(NOW), "a key is valid");
            Sound.require(!key.renewal().isBefore(NOW), "a renewal is not in the past");
        } catch (CloudFailure documented) {
            return;
        }
    }

    private static void profile(byte[] bytes) {
        ProfileFile file = ProfileFile.parse(new String(bytes, UTF_8));
        file.basic()
                .forEach((key, value) -> Sound.require(!key.isEmpty() && !value.isEmpty(), "a setting has a value"));
    }
}
