package io.smartconnect.bench.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smartconnect.bench.contestant.Java;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The objects that are alive in a JVM, by class; a full collection precedes the count.
 *
 * @param bytes of all objects
 * @param classes by name: those of the exporter with several bytes, and others with many
 */
record ClassHistogram(long bytes, Map<String, Count> classes) {

    private static final int MANY_BYTES = 1 << 16;
    private static final int SEVERAL_BYTES = 1 << 10;

    private static final Count NONE = new Count(0, 0);

    /** The objects of one class. */
    record Count(long instances, long bytes) {}

    /** Asks the JVM with this process id. */
    static ClassHistogram of(long processId) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(Java.program("jcmd"), String.valueOf(processId), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String text = new String(jcmd.getInputStream().readAllBytes(), UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IOException("jcmd failed: " + text);
        }
        return parse(text);
    }

    /** Rows have a number, the instances, the bytes and the name of a class; the last one has the totals. */
    private static ClassHistogram parse(String histogram) {
        Map<String, Count> classes = new HashMap<>();
        long bytes = 0;
        for (String line : histogram.lines().toList()) {
            String[] words = line.strip().split("\\s+", -1);
            if (words.length >= 4 && words[0].endsWith(":") && Character.isDigit(words[0].charAt(0))) {
                Count count = new Count(Long.parseLong(words[1]), Long.parseLong(words[2]));
                boolean isOwn = words[3].startsWith("io.smartconnect.exporter.");
                if (count.bytes >= (isOwn ? SEVERAL_BYTES : MANY_BYTES)) {
                    classes.put(words[3], count);
                }
            } else if (words[0].equals("Total")) {
                bytes = Long.parseLong(words[2]);
            }
        }
        return new ClassHistogram(bytes, classes);
    }

    double mebibytes() {
        return bytes / (double) (1 << 20);
    }

    /** The number of instances of a class of the exporter. */
    long instances(Class<?> type) {
        return classes.getOrDefault(type.getName(), NONE).instances;
    }

    /** The classes whose objects have taken more bytes since {@code before}, the most first. */
    List<String> growth(ClassHistogram before, int most) {
        return classes.keySet().stream()
                .sorted(Comparator.comparingLong((String name) -> grown(before, name))
                        .reversed())
                .limit(most)
                .map(name -> "%,d bytes, now %,d objects of %s"
                        .formatted(
                                grown(before, name),
                                classes.getOrDefault(name, NONE).instances,
                                name))
                .toList();
    }

    private long grown(ClassHistogram before, String name) {
        return classes.getOrDefault(name, NONE).bytes - before.classes.getOrDefault(name, NONE).bytes;
    }
}
