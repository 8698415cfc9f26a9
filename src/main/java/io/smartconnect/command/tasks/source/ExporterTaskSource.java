package io.smartconnect.command.tasks.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smartconnect.command.tasks.row.TaskDetails;
import io.smartconnect.command.tasks.row.TaskRow;
import io.smartconnect.command.terminal.CommandFailedException;
import io.smartconnect.command.terminal.SafeText;
import io.smartconnect.exporter.encoding.PercentEncoding;
import io.smartconnect.exporter.snapshot.Standby;
import io.smartconnect.exporter.text.HumanReadable;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/** A running exporter as a source of tasks, through its JSON API. Time and length of its responses are limited. */
final class ExporterTaskSource implements TaskSource {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int LONGEST_BODY = 64 << 20;
    private static final String NO_EXPORTER = "the response is not the JSON of an exporter";

    private final HttpClient client;
    private final Optional<String> authorization;
    private final String base;
    private final Duration timeout;
    private final int longestBody;

    /**
     * The exporter at {@code url}: http or https, host, port, and a path if a proxy adds one.
     *
     * @param authorization value of the header of that name
     */
    ExporterTaskSource(String url, SSLContext tls, Optional<String> authorization) throws CommandFailedException {
        this(url, client().sslContext(tls).build(), authorization, TIMEOUT, LONGEST_BODY);
    }

    ExporterTaskSource(String url) throws CommandFailedException {
        this(url, TIMEOUT, LONGEST_BODY);
    }

    ExporterTaskSource(String url, Duration timeout, int longestBody) throws CommandFailedException {
        this(url, client().build(), Optional.empty(), timeout, longestBody);
    }

    private ExporterTaskSource(
            String url, HttpClient client, Optional<String> authorization, Duration timeout, int longestBody)
            throws CommandFailedException {
        this.base = checked(url);
        this.client = client;
        this.authorization = authorization;
        this.timeout = timeout;
        this.longestBody = longestBody;
    }

    private static HttpClient.Builder client() {
        return HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).proxy(ProxySelector.getDefault());
    }

    private static String checked(String url) throws CommandFailedException {
        try {
            URI uri = new URI(url);
            boolean isHttp = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (isHttp
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getQuery() == null
                    && uri.getFragment() == null) {
                return url.replaceAll("/+$", "");
            }
        } catch (URISyntaxException e) {
            // Reported below, without the URL: it can contain a password.
        }
        throw CommandFailedException.wrongUsage(
                "--exporter.url: must be like http://localhost:10052, without user name, query or fragment");
    }

    @Override
    public List<TaskRow> list() throws CommandFailedException {
        JsonObject document = get("/api/v1/tasks");
        boolean isListing = document.getValue("tasks") instanceof JsonArray tasks
                && tasks.stream().allMatch(JsonObject.class::isInstance);
        if (!isListing) {
            throw failed(NO_EXPORTER);
        }
        if (document.containsKey("polled_by")) {
            throw failed(new Standby(
                            Optional.ofNullable(document.getValue("polled_by")).map(Object::toString))
                    .text());
        }
        return document.getJsonArray("tasks").stream()
                .map(task -> ExporterJsonReader.task((JsonObject) task))
                .toList();
    }

    @Override
    public TaskDetails details(TaskRow task) throws CommandFailedException {
        return ExporterJsonReader.details(
                get("/api/v1/tasks/" + PercentEncoding.encode(task.id().taskId()) + "?instance_id="
                        + PercentEncoding.encode(task.id().instanceId())));
    }

    @Override
    public CloudAnswers cloudAnswers(TaskRow task) {
        return CloudAnswers.NONE;
    }

    /** None: the API has no field for failures. */
    @Override
    public List<String> failures() {
        return List.of();
    }

    private JsonObject get(String path) throws CommandFailedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Accept", "application/json")
                .timeout(timeout);
        authorization.ifPresent(value -> request.header("Authorization", value));
        CompletableFuture<String> body =
                client.sendAsync(request.build(), BodyHandlers.ofInputStream()).thenApplyAsync(this::body);
        try {
            return new JsonObject(body.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (DecodeException e) {
            throw failed(NO_EXPORTER);
        } catch (TimeoutException e) {
            throw tooLate();
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw isTimeOut(cause) ? tooLate() : failed(message(cause));
        } catch (InterruptedException e) {
            throw new IllegalStateException("the main thread is never interrupted", e);
        }
    }

    /** True if the client gave up the response, as this class does at the same moment. */
    private static boolean isTimeOut(Throwable cause) {
        return cause instanceof HttpTimeoutException && !(cause instanceof HttpConnectTimeoutException);
    }

    private CommandFailedException tooLate() {
        return failed("no complete response within " + HumanReadable.duration(timeout));
    }

    private String body(HttpResponse<InputStream> response) {
        try (InputStream in = response.body()) {
            byte[] body = in.readNBytes(longestBody + 1);
            if (response.statusCode() != 200) {
                throw new IOException("HTTP status " + response.statusCode() + advice(response.statusCode()));
            }
            if (body.length > longestBody) {
                throw new IOException("the response is longer than " + longestBody + " bytes");
            }
            return new String(body, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String advice(int status) {
        return status == 401 ? "; check --exporter.username and --exporter.password-file" : "";
    }

    private static String message(Throwable cause) {
        Throwable io = cause instanceof UncheckedIOException ? Objects.requireNonNull(cause.getCause()) : cause;
        String message = Objects.requireNonNullElse(io.getMessage(), "");
        return message.isEmpty() ? "no connection (" + io.getClass().getSimpleName() + ")" : message;
    }

    private CommandFailedException failed(String reason) {
        return CommandFailedException.failed("the exporter at " + SafeText.of(base) + ": " + SafeText.of(reason));
    }

    @Override
    public void close() {
        // The client's threads are daemons and end with the process.
    }
}
