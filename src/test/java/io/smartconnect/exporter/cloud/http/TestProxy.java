package io.smartconnect.exporter.cloud.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.smartconnect.exporter.cloud.exchange.BodyBudget;
import io.smartconnect.exporter.cloud.route.ConnectionPools;
import io.smartconnect.exporter.cloud.route.Proxies;
import io.smartconnect.exporter.time.TimeSource;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy that demands a user, and connects every host to one port of this machine. */
final class TestProxy {

    private static final String END = "\r\n\r\n";

    /** Vert.x closes the connections of a client without references. */
    private final NetClient client;

    private final String credentials;
    private final int backend;
    private final int port;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    TestProxy(Vertx vertx, String user, String password, int backend) throws Exception {
        this.client = vertx.createNetClient();
        this.credentials = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(ISO_8859_1));
        this.backend = backend;
        this.port = vertx.createNetServer()
                .connectHandler(this::serve)
                .listen(0, "127.0.0.1")
                .await(20, SECONDS)
                .actualPort();
    }

    int port() {
        return port;
    }

    /** The runtime of clients that use {@code proxies}. */
    static ClientRuntime runtime(Vertx vertx, Proxies proxies) {
        return new ClientRuntime(
                vertx,
                TimeSource.of(vertx),
                new NoOpMeter(),
                BodyBudget.ofProcess(),
                new ConnectionPools(vertx, proxies),
                () -> true);
    }

    /** The request lines that the proxy received, with the status that it refused them with. */
    List<String> requests() {
        return requests;
    }

    private void serve(NetSocket client) {
        Buffer head = Buffer.buffer();
        client.handler(piece -> {
            head.appendBuffer(piece);
            if (head.toString(ISO_8859_1).contains(END)) {
                client.pause();
                forward(client, head);
            }
        });
    }

    private void forward(NetSocket client, Buffer head) {
        String text = head.toString(ISO_8859_1);
        String line = text.lines().findFirst().orElse("");
        if (text.lines().noneMatch(("Proxy-Authorization: Basic " + credentials)::equalsIgnoreCase)) {
            requests.add(line + " 407");
            client.end(Buffer.buffer("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0" + END));
            return;
        }
        requests.add(line);
        this.client.connect(backend, "127.0.0.1").onSuccess(server -> {
            if (line.startsWith("CONNECT ")) {
                client.write("HTTP/1.1 200 Connection established" + END);
            } else {
                server.write(head);
            }
            client.handler(null);
            client.pipeTo(server);
            server.pipeTo(client);
        });
    }
}
