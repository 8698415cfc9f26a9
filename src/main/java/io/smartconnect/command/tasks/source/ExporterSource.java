package io.smartconnect.command.tasks.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smartconnect.command.terminal.CommandFailedException;
import io.smartconnect.command.terminal.SafeText;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An exporter that runs, asked through its JSON API, within a time and a length. */
final class ExporterSource implements TaskSource {

    private static final Duration TIME = Duration.ofSeconds(30);
    private static final int LONGEST_BODY = 64 << 20;
    private static final String NO_EXPORTER = "what it answers is not the JSON of an exporter";

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .proxy(ProxySelector.getDefault())
            .build();
    private final String base;
    private final Duration time;
    private final int longestBody;

    /** The exporter at {@code url}: http or https, host, port, and perhaps the path that a proxy has put before it. */
    ExporterSource(String url) throws CommandFailedException {
        this(url, TIME, LONGEST_BODY);
    }

    ExporterSource(String url, Duration time, int longestBody) throws CommandFailedException {
        this.base = checked(url);
        this.time = time;
        this.longestBody = longestBody;
    }

    private static String checked(String url) throws CommandFailedException {
        try {
            URI uri = new URI(url);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (web
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getQuery() == null
                    && uri.getFragment() == null) {
                return url.replaceAll("/+$", "");
            }
        } catch (URISyntaxException e) {
            // Told below, without the URL: a password may be in it.
        }
        throw CommandFailedException.wrong(
                "--exporter.url: must be like http://localhost:10052, without user name, query or fragment");
    }

    @Override
    public List<TaskRow> list() throws CommandFailedException {
        JsonObject document = get("/api/v1/tasks");
        boolean listing = document.getValue("tasks") instanceof JsonArray tasks
                && tasks.stream().allMatch(JsonObject.class::isInstance);
        if (!listing) {
            throw failed(NO_EXPORTER);
        }
        return TaskRow.of(document);
    }

    @Override
    public JsonObject whole(TaskRow task) throws CommandFailedException {
        return get(
                "/api/v1/tasks/" + encoded(task.text("task_id")) + "?instance_id=" + encoded(task.text("instance_id")));
    }

    @Override
    public List<String> troubles() {
        return List.of();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    private JsonObject get(String path) throws CommandFailedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Accept", "application/json")
                .timeout(time)
                .build();
        CompletableFuture<String> answer =
                client.sendAsync(request, BodyHandlers.ofInputStream()).thenApplyAsync(this::body);
        try {
            return new JsonObject(answer.get(time.toMillis(), TimeUnit.MILLISECONDS));
        } catch (DecodeException e) {
            throw failed(NO_EXPORTER);
        } catch (TimeoutException e) {
            throw failed("no whole answer within " + time.toMillis() + " ms");
        } catch (ExecutionException e) {
            throw failed(words(Objects.requireNonNullElse(e.getCause(), e)));
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a command", e);
        }
    }

    private String body(HttpResponse<InputStream> response) {
        try (InputStream in = response.body()) {
            byte[] body = in.readNBytes(longestBody + 1);
            if (response.statusCode() != 200) {
                throw new IOException("it answers " + response.statusCode());
            }
            if (body.length > longestBody) {
                throw new IOException("its answer is longer than " + longestBody + " bytes");
            }
            return new String(body, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String words(Throwable cause) {
        Throwable io = cause instanceof UncheckedIOException ? Objects.requireNonNull(cause.getCause()) : cause;
        String message = Objects.requireNonNullElse(io.getMessage(), "");
        return message.isEmpty() ? "it can't be reached (" + io.getClass().getSimpleName() + ")" : message;
    }

    private CommandFailedException failed(String why) {
        return CommandFailedException.failed("the exporter at " + SafeText.of(base) + ": " + SafeText.of(why));
    }

    @Override
    public void close() {
        // The client's threads are daemons and end with the process.
    }
}
