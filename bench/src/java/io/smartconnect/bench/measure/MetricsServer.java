package io.smartconnect.bench.measure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;

/** A process that serves metrics, by the name that it has in tables. Closing it ends it. */
public record MetricsServer(String name, Started process, MetricsPage page) implements AutoCloseable {

    /** One that serves its metrics under this path of a port of the loopback address. */
    public static MetricsServer of(String name, Started process, int port, String path) {
        return new MetricsServer(name, process, new MetricsPage(URI.create("http://127.0.0.1:" + port + path)));
    }

    /** A port of the loopback address that nobody uses. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Waits for the first answer, looking each millisecond; says how many there were since the start of the process. */
    public double millisToFirstAnswer() throws IOException, InterruptedException {
        process.await(Duration.ofMillis(1), page::answers);
        return process.millis();
    }

    @Override
    public void close() {
        process.close();
    }
}
