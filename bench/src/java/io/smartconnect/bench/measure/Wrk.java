package io.smartconnect.bench.measure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The load generator wrk: for that time one request after the other on one connection, on the client's core. */
public record Wrk(Duration time) implements Load {

    private static final Pattern MEDIAN = Pattern.compile("(?m)^\\s+50%\\s+([\\d.]+)(us|ms|s|m)$");
    private static final Pattern REQUESTS = Pattern.compile("(?m)^\\s+(\\d+) requests in ");
    private static final Pattern TROUBLE = Pattern.compile("(?m)^\\s+(Socket errors|Non-2xx or 3xx responses):.*$");

    @Override
    public Result run(MetricsPage page, Encoding encoding) throws IOException, InterruptedException {
        Process wrk = new ProcessBuilder(Cores.client(List.of(
                        "wrk",
                        "-t1",
                        "-c1",
                        "-d" + time.toSeconds() + "s",
                        "--timeout",
                        "60s",
                        "--latency",
                        "-H",
                        "Accept-Encoding: " + encoding.accepted(),
                        page.uri().toString())))
                .redirectErrorStream(true)
                .start();
        String output = new String(wrk.getInputStream().readAllBytes(), UTF_8);
        wrk.waitFor();
        return parse(output);
    }

    /** Reads what {@code wrk --latency} prints; throws if not every request was answered well. */
    static Result parse(String output) throws IOException {
        Matcher median = MEDIAN.matcher(output);
        Matcher requests = REQUESTS.matcher(output);
        if (TROUBLE.matcher(output).find() || !median.find() || !requests.find()) {
            throw new IOException("wrk: " + output);
        }
        return new Result(millis(median.toMatchResult()), Long.parseLong(requests.group(1)));
    }

    private static double millis(MatchResult duration) {
        double number = Double.parseDouble(duration.group(1));
        return switch (duration.group(2)) {
            case "us" -> number / 1_000;
            case "ms" -> number;
            case "s" -> number * 1_000;
            default -> number * 60_000;
        };
    }
}
