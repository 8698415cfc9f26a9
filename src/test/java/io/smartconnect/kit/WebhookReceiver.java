package io.smartconnect.kit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An HTTP server with a webhook for each receiver of Alertmanager; keeps the notifications. */
final class WebhookReceiver implements AutoCloseable {

    private final HttpServer server;
    private final ConcurrentMap<String, List<JsonObject>> alerts = new ConcurrentHashMap<>();

    private WebhookReceiver(HttpServer server) {
        this.server = server;
    }

    /** Listens on a free port of {@code address}. */
    static WebhookReceiver listen(InetAddress address) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(address, 0), 0);
        WebhookReceiver webhooks = new WebhookReceiver(server);
        server.createContext("/", webhooks::receive);
        server.start();
        return webhooks;
    }

    /** The URL of a receiver's webhook for clients that reach this machine as {@code host}. */
    URI webhook(String host, String receiver) {
        return URI.create("http://" + host + ":" + server.getAddress().getPort() + "/" + receiver);
    }

    /** The firing alerts that a receiver got, each once, as alert name and object. */
    Set<String> firing(String receiver) {
        return notifications(receiver)
                .map(alert -> text(alert.getJsonObject("labels")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The notifications of a firing alert that a receiver got. */
    List<JsonObject> notifications(String receiver, String name) {
        return notifications(receiver)
                .filter(alert ->
                        alert.getJsonObject("labels").getString("alertname").equals(name))
                .toList();
    }

    private Stream<JsonObject> notifications(String receiver) {
        return alerts.getOrDefault(receiver, List.of()).stream()
                .filter(alert -> alert.getString("status").equals("firing"));
    }

    /** An alert as its name and the label of the most specific object. */
    private static String text(JsonObject labels) {
        for (String subject : List.of("task_name", "instance_id", "target")) {
            if (labels.containsKey(subject)) {
                return labels.getString("alertname") + " " + labels.getString(subject);
            }
        }
        return labels.getString("alertname");
    }

    private void receive(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String receiver = exchange.getRequestURI().getPath().substring(1);
        List<JsonObject> received = alerts.computeIfAbsent(receiver, name -> new CopyOnWriteArrayList<>());
        new JsonObject(body).getJsonArray("alerts").forEach(alert -> received.add((JsonObject) alert));
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
