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

/** Whoever Alertmanager notifies: a webhook for each receiver, which keeps what it was told. */
final class Woken implements AutoCloseable {

    private final HttpServer server;
    private final ConcurrentMap<String, List<JsonObject>> alerts = new ConcurrentHashMap<>();

    private Woken(HttpServer server) {
        this.server = server;
    }

    /** At a free port of {@code address}. */
    static Woken listen(InetAddress address) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(address, 0), 0);
        Woken woken = new Woken(server);
        server.createContext("/", woken::note);
        server.start();
        return woken;
    }

    /** Where the webhook of a receiver is, for those who know this machine as {@code host}. */
    URI webhook(String host, String receiver) {
        return URI.create("http://" + host + ":" + server.getAddress().getPort() + "/" + receiver);
    }

    /** The alerts that a receiver was told to fire, each once, as name and what it is about. */
    Set<String> firing(String receiver) {
        return told(receiver)
                .map(alert -> text(alert.getJsonObject("labels")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The notifications of an alert that a receiver was told to fire. */
    List<JsonObject> told(String receiver, String name) {
        return told(receiver)
                .filter(alert ->
                        alert.getJsonObject("labels").getString("alertname").equals(name))
                .toList();
    }

    private Stream<JsonObject> told(String receiver) {
        return alerts.getOrDefault(receiver, List.of()).stream()
                .filter(alert -> alert.getString("status").equals("firing"));
    }

    /** An alert as name and the one label that says best what it is about. */
    private static String text(JsonObject labels) {
        for (String subject : List.of("task_name", "instance_id", "target")) {
            if (labels.containsKey(subject)) {
                return labels.getString("alertname") + " " + labels.getString(subject);
            }
        }
        return labels.getString("alertname");
    }

    private void note(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String receiver = exchange.getRequestURI().getPath().substring(1);
        List<JsonObject> told = alerts.computeIfAbsent(receiver, name -> new CopyOnWriteArrayList<>());
        new JsonObject(body).getJsonArray("alerts").forEach(alert -> told.add((JsonObject) alert));
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
