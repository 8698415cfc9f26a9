package io.smartconnect.bench.measure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import java.util.zip.GZIPInputStream;

/** Where a process serves its metrics in Prometheus's text format. */
public record MetricsPage(URI uri) {

    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(2);
    private static final int BUFFER = 1 << 16;

    /** Whether it answers with 200 now. */
    public boolean answers() throws IOException {
        try {
            return connection(Encoding.PLAIN).getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (ConnectException notYet) {
            return false;
        }
    }

    /** The body as it is transferred. */
    public byte[] body(Encoding encoding) throws IOException {
        try (InputStream in = connection(encoding).getInputStream()) {
            return in.readAllBytes();
        }
    }

    /** Reads the body and drops it; says how many milliseconds that took. */
    public double millis(Encoding encoding) throws IOException {
        long start = System.nanoTime();
        try (InputStream in = connection(encoding).getInputStream()) {
            byte[] buffer = new byte[BUFFER];
            while (in.read(buffer) >= 0) {}
        }
        return (System.nanoTime() - start) / 1e6;
    }

    /** The whole text. */
    public String text() throws IOException {
        return new String(body(Encoding.PLAIN), UTF_8);
    }

    /** How many samples there are in lines that fit. */
    public long count(Predicate<String> line) throws IOException {
        try (BufferedReader text = reader()) {
            return text.lines()
                    .filter(each -> !each.startsWith("#"))
                    .filter(line)
                    .count();
        }
    }

    /** The values of all samples of a metric. */
    public double[] values(String metric) throws IOException {
        return values(metric, line -> true);
    }

    /** The values of the samples of a metric in lines that fit. */
    public double[] values(String metric, Predicate<String> line) throws IOException {
        try (BufferedReader text = reader()) {
            return text.lines()
                    .filter(line)
                    .flatMapToDouble(each -> value(metric, each))
                    .toArray();
        }
    }

    private static DoubleStream value(String metric, String line) {
        return line.startsWith(metric + " ") || line.startsWith(metric + "{")
                ? DoubleStream.of(Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                : DoubleStream.empty();
    }

    private BufferedReader reader() throws IOException {
        HttpURLConnection connection = connection(Encoding.GZIP);
        InputStream body = connection.getInputStream();
        InputStream text = "gzip".equals(connection.getContentEncoding()) ? new GZIPInputStream(body, BUFFER) : body;
        return new BufferedReader(new InputStreamReader(text, UTF_8));
    }

    private HttpURLConnection connection(Encoding encoding) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setRequestProperty("Accept-Encoding", encoding.accepted());
        connection.setReadTimeout((int) LONGEST_ANSWER.toMillis());
        return connection;
    }
}
