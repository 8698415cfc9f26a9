package io.smartconnect.exporter.metrics.self;

import io.smartconnect.exporter.snapshot.CloudOperation;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The values of the label {@code code}, whose number a strange server can't raise at will: a status from 100 to 599 is a value of its
 * own, for at most {@value #MOST} statuses of an operation; all others are {@value #OTHER}. Safe for any thread.
 */
final class StatusCodeLabels {

    static final String OTHER = "other";

    /** More than a cloud uses. */
    static final int MOST = 30;

    private static final Pattern NO_STATUS = Pattern.compile("[a-z_]+");
    private static final Pattern STATUS = Pattern.compile("[1-5][0-9]{2}");

    private final Map<CloudOperation, Set<String>> seen = new ConcurrentHashMap<>();

    /** The label of {@code code}: a status, or a word where there is none. */
    String label(CloudOperation operation, String code) {
        if (NO_STATUS.matcher(code).matches()) {
            return code;
        }
        Set<String> known = seen.computeIfAbsent(operation, first -> ConcurrentHashMap.newKeySet());
        boolean isKnown =
                known.contains(code) || (STATUS.matcher(code).matches() && known.size() < MOST && known.add(code));
        return isKnown ? code : OTHER;
    }
}
