package io.smartconnect.fuzz;

import io.smartconnect.exporter.cloud.http.ApiMeter;
import io.smartconnect.exporter.cloud.http.NoOpMeter;
import io.smartconnect.exporter.cloud.json.PageCollector;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import java.util.Collection;
import java.util.List;

/** Checks of decoded values, shared by the targets. */
public final class Sound {

    /** A meter of targets that do not count anomalies. */
    public static final ApiMeter METER = new NoOpMeter();

    private static final int LONGEST_LABEL = 1024;

    private Sound() {}

    /** Fails unless {@code holds}. */
    public static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalStateException("must hold: " + rule);
        }
    }

    /** Fails unless each text can be a label: of limited length, and Unicode. */
    public static void labels(Collection<String> texts) {
        for (String text : texts) {
            require(text.codePointCount(0, text.length()) <= LONGEST_LABEL, "a label has at most 1,024 characters");
            require(
                    text.codePoints().noneMatch(point -> Character.getType(point) == Character.SURROGATE),
                    "a label has no unpaired surrogates");
        }
    }

    /** Reads {@code bytes} as the first page of a listing and returns the items; none if they are no page. */
    public static <T> List<T> page(PageCollector<T> paging, byte[] bytes) {
        try {
            paging.add(Buffer.buffer(bytes), field -> {});
            return paging.items();
        } catch (DecodeException noPage) {
            return List.of();
        }
    }
}
