package io.smartconnect.bench.contestant;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smartconnect.bench.measure.Cores;
import io.smartconnect.bench.measure.MetricsPage;
import io.smartconnect.bench.measure.MetricsServer;
import io.smartconnect.bench.measure.Started;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Prometheus's pushgateway with the series of an exporter: a peer that holds them in memory too, and renders them at each scrape.
 * Each family is pushed as a group of its own, so that it need not merge groups. Families of the JVM and the process are left
 * out: it has some of these names itself.
 */
public final class Pushgateway {

    public static final String NAME = "pushgateway";

    /**
     * Its checks of a push take as long as a scrape, and change nothing of what is measured. Without them it answers 202 before it
     * has taken the push in.
     */
    private static final List<String> COMMAND =
            List.of("prometheus-pushgateway", "--push.disable-consistency-check", "--persistence.file=");

    private static final String OURS = "smartconnect_";
    private static final String HELP = "# HELP ";
    private static final Pattern FAMILY = Pattern.compile("(?m)^(?=" + HELP + ")");

    private Pushgateway() {}

    /** Starts it with the series that the page has now. */
    public static MetricsServer start(MetricsPage page, Path directory) throws IOException, InterruptedException {
        return start(COMMAND, page, directory);
    }

    /** The same on the server's core. */
    public static MetricsServer startPinned(MetricsPage page, Path directory) throws IOException, InterruptedException {
        return start(Cores.server(COMMAND), page, directory);
    }

    private static MetricsServer start(List<String> command, MetricsPage page, Path directory)
            throws IOException, InterruptedException {
        int port = MetricsServer.freePort();
        List<String> listening = new ArrayList<>(command);
        listening.add("--web.listen-address=127.0.0.1:" + port);
        MetricsServer pushgateway = MetricsServer.of(NAME, Started.of(directory, listening), port, "/metrics");
        try {
            pushgateway.process().await(Duration.ofMillis(10), pushgateway.page()::answers);
            fill(pushgateway, page);
            return pushgateway;
        } catch (IOException | InterruptedException | RuntimeException trouble) {
            pushgateway.close();
            throw trouble;
        }
    }

    private static void fill(MetricsServer pushgateway, MetricsPage page) throws IOException, InterruptedException {
        String text = page.text();
        for (String family : FAMILY.splitAsStream(text).toList()) {
            if (family.startsWith(HELP + OURS)) {
                String name = family.substring(HELP.length(), family.indexOf(' ', HELP.length()));
                push(pushgateway.page().uri().resolve("/metrics/job/" + name), family);
            }
        }
        long expected = text.lines().filter(Pushgateway::isOurs).count();
        pushgateway
                .process()
                .await(Duration.ofMillis(500), () -> pushgateway.page().count(Pushgateway::isOurs) == expected);
    }

    private static boolean isOurs(String line) {
        return line.startsWith(OURS);
    }

    private static void push(URI group, String family) throws IOException {
        byte[] bytes = family.getBytes(UTF_8);
        HttpURLConnection connection = (HttpURLConnection) group.toURL().openConnection();
        connection.setRequestMethod("PUT");
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(bytes.length);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(bytes);
        }
        if (connection.getResponseCode() != HttpURLConnection.HTTP_ACCEPTED) {
            throw new IOException("%s: %d".formatted(group, connection.getResponseCode()));
        }
    }
}
