package io.smartconnect.exporter.history.prometheus;

import io.smartconnect.exporter.cloud.json.JsonFields;
import io.smartconnect.exporter.cloud.json.JsonStream;
import io.smartconnect.exporter.history.RecordedOffsets;
import io.smartconnect.exporter.history.RecordedOffsets.OffsetKind;
import io.smartconnect.exporter.history.RecordedOffsets.PartitionLabels;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A streaming decoder of the answers to {@code query_range}. It leaves out series without the labels of a partition, series of other
 * instances, series that are too long or not in the order of time, and values that are no offset or later than now.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/api/#range-queries">Range queries</a>
 */
final class MatrixDecoder {

    /** The largest whole number to which all smaller ones are exact in the floating-point numbers of Prometheus. */
    private static final double HIGHEST_OFFSET = 1L << 53;

    /** The limit of Prometheus for one series of an answer. */
    static final int MOST_POINTS = 11_000;

    private static final int WIDTH = 2;
    private static final int LONGEST_VALUE = 32;
    private static final int FEW = 64;
    private static final int NONE = -1;
    private static final double MILLIS = 1_000;

    private final RecordedOffsets recorded;
    private final Predicate<String> isOwn;
    private final long now;
    private int series;

    /**
     * Creates a decoder.
     *
     * @param recorded takes the decoded points
     * @param isOwn whether this process polls the instance with this id
     * @param now in milliseconds since 1970
     */
    MatrixDecoder(RecordedOffsets recorded, Predicate<String> isOwn, long now) {
        this.recorded = recorded;
        this.isOwn = isOwn;
        this.now = now;
    }

    /**
     * Decodes the answer about one offset. Throws {@link DecodeException} if it is no JSON object with a result.
     *
     * @return the number of series, including those that are left out
     */
    int decode(Buffer body, OffsetKind kind) {
        series = NONE;
        JsonStream.read(body, stream -> key -> {
            if (key.equals("data") && stream.isObject()) {
                stream.fields(field -> result(stream, field, kind));
            } else {
                stream.skip();
            }
        });
        if (series == NONE) {
            throw new DecodeException("no result");
        }
        return series;
    }

    private void result(JsonStream stream, String key, OffsetKind kind) throws IOException {
        if (!key.equals("result") || !stream.isArray()) {
            stream.skip();
            return;
        }
        series = 0;
        while (stream.nextItem()) {
            series++;
            if (stream.isObject()) {
                SeriesReader reader = new SeriesReader(stream);
                stream.fields(reader::field);
                reader.addTo(recorded, kind);
            } else {
                stream.skip();
            }
        }
    }

    /** The fields of one series. */
    private final class SeriesReader {

        private final JsonStream stream;
        private String instanceId = "";
        private String taskId = "";
        private String topic = "";
        private String partition = "";
        private long[] points = new long[FEW];
        private int length;
        private boolean isUsable = true;

        SeriesReader(JsonStream stream) {
            this.stream = stream;
        }

        void field(String key) throws IOException {
            if (key.equals("metric") && stream.isObject()) {
                stream.fields(this::label);
            } else if (key.equals("values") && stream.isArray()) {
                while (stream.nextItem()) {
                    point();
                }
            } else {
                stream.skip();
            }
        }

        private void label(String name) throws IOException {
            switch (name) {
                case "instance_id" -> instanceId = label();
                case "task_id" -> taskId = label();
                case "topic" -> topic = label();
                case "partition" -> partition = label();
                default -> stream.skip();
            }
        }

        private String label() throws IOException {
            return Objects.requireNonNullElse(stream.sharedText(), "");
        }

        private void point() throws IOException {
            double seconds = Double.NaN;
            double offset = Double.NaN;
            if (!stream.isArray()) {
                stream.skip();
                return;
            }
            for (int index = 0; stream.nextItem(); index++) {
                switch (index) {
                    case 0 -> seconds = stream.decimal();
                    case 1 -> offset = offset(stream.text());
                    default -> stream.skip();
                }
            }
            if (seconds >= 0 && offset >= 0) {
                add(Math.round(seconds * MILLIS), (long) offset);
            }
        }

        private void add(long time, long offset) {
            if (time > now) {
                return;
            }
            isUsable &= length < MOST_POINTS * WIDTH && (length == 0 || time > points[length - WIDTH]);
            if (isUsable) {
                points = length < points.length ? points : Arrays.copyOf(points, 2 * length);
                points[length++] = time;
                points[length++] = offset;
            }
        }

        void addTo(RecordedOffsets all, OffsetKind kind) {
            long number = JsonFields.wholeNumber(partition.toCharArray(), 0, partition.length());
            boolean isNamed = !taskId.isEmpty() && !topic.isEmpty() && number >= 0;
            if (isUsable && isNamed && length > 0 && isOwn.test(instanceId)) {
                PartitionLabels labels = new PartitionLabels(instanceId, taskId, topic, number);
                all.add(labels, kind, Arrays.copyOf(points, length));
            }
        }
    }

    /** The whole number that is an offset; NaN for any other text. */
    private static double offset(@Nullable String text) {
        if (text == null || text.length() > LONGEST_VALUE) {
            return Double.NaN;
        }
        try {
            double value = Double.parseDouble(text);
            return value <= HIGHEST_OFFSET && value == Math.rint(value) ? value : Double.NaN;
        } catch (NumberFormatException noNumber) {
            return Double.NaN;
        }
    }
}
