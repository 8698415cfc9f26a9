package io.smartconnect.kit;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A month made of a recording: once a week its eventful minutes, otherwise its uneventful minutes again and again. Counters
 * continue, and start at 0 where they do in the recording. Prometheus scrapes every 2 minutes.
 *
 * @param recorded values per series, as of {@link RecordedSeries}
 * @param uneventful first minute of those without events
 * @param eventful first minute of those with events, which last until the end of the recording
 * @param minutes length of the recording
 */
record RecordedMonth(Map<String, List<String>> recorded, int uneventful, int eventful, int minutes) {

    static final int WEEK = 7 * 24 * 60;
    static final int MONTH = 30 * 24 * 60;
    static final int SCRAPE = 2;

    /** Prometheus forgets a sample after 5 minutes, so an unchanged one is written again before. */
    private static final int LONGEST_UNCHANGED = 4;

    /** Writes the series of these metrics as OpenMetrics text. */
    void write(Path file, Instant start, Set<String> metrics) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            for (Map.Entry<String, List<String>> series : recorded.entrySet()) {
                if (metrics.contains(name(series.getKey()))) {
                    write(writer, start.getEpochSecond(), series.getKey(), series.getValue());
                }
            }
            writer.write("# EOF\n");
        }
    }

    private void write(BufferedWriter writer, long start, String series, List<String> values) throws IOException {
        boolean isCounter = name(series).endsWith("_total");
        boolean isTime = name(series).endsWith("_timestamp_seconds");
        double offset = 0;
        double last = Double.NaN;
        double written = Double.NaN;
        int writtenAt = 0;
        for (int minute = 0; minute < MONTH; minute += SCRAPE) {
            int source = source(minute);
            String text = values.get(source);
            if (!text.matches("[_s].*")) {
                double value = Double.parseDouble(text);
                if (isCounter) {
                    boolean isRestart = value < last && !isSeam(minute);
                    offset = isRestart ? 0 : isSeam(minute) ? written - value : offset;
                    last = value;
                }
                double shown = value + offset + (isTime ? start + (minute - source) * 60L : 0);
                if (shown != written || minute - writtenAt >= LONGEST_UNCHANGED) {
                    writer.write(series + " " + shown + " " + (start + minute * 60L) + "\n");
                    written = shown;
                    writtenAt = minute;
                }
            }
        }
    }

    /** The minute of the recording for a minute of the month. */
    private int source(int minute) {
        int ofWeek = minute % WEEK;
        int events = minutes - eventful;
        return ofWeek < events ? eventful + ofWeek : uneventful + (ofWeek - events) % (eventful - uneventful);
    }

    private boolean isSeam(int minute) {
        return minute >= SCRAPE && source(minute) != source(minute - SCRAPE) + SCRAPE;
    }

    private static String name(String series) {
        return series.substring(0, series.indexOf('{'));
    }
}
