package io.smartconnect.bench.contestant;

import io.smartconnect.bench.measure.Cores;
import io.smartconnect.bench.measure.Encoding;
import io.smartconnect.bench.measure.MetricsPage;
import io.smartconnect.bench.measure.MetricsServer;
import io.smartconnect.bench.measure.Started;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** nginx with one worker, on the server's core, which serves a page as static files: plain, and as a {@code .gz} file. */
public final class Nginx {

    private Nginx() {}

    /** Starts it with the very bytes that the page has now. */
    public static MetricsServer start(MetricsPage page, Path directory) throws IOException, InterruptedException {
        Path root = Files.createDirectory(directory.resolve("nginx"));
        Files.write(root.resolve("metrics"), page.body(Encoding.PLAIN));
        Files.write(root.resolve("metrics.gz"), page.body(Encoding.GZIP));
        int port = MetricsServer.freePort();
        Path file = Files.writeString(root.resolve("nginx.conf"), configuration(root, port));
        List<String> command = List.of("nginx", "-e", "stderr", "-c", file.toString());
        MetricsServer nginx = MetricsServer.of("nginx", Started.of(directory, Cores.server(command)), port, "/metrics");
        try {
            nginx.process().await(Duration.ofMillis(10), nginx.page()::answers);
            return nginx;
        } catch (IOException | InterruptedException | RuntimeException trouble) {
            nginx.close();
            throw trouble;
        }
    }

    private static String configuration(Path root, int port) {
        return """
                daemon off;
                user %3$s;
                worker_processes 1;
                pid %1$s/pid;
                error_log stderr;
                events {}
                http {
                  access_log off;
                  sendfile on;
                  tcp_nopush on;
                  keepalive_requests 1000000000;
                  open_file_cache max=10;
                  default_type text/plain;
                  client_body_temp_path %1$s/body;
                  proxy_temp_path %1$s/proxy;
                  fastcgi_temp_path %1$s/fastcgi;
                  uwsgi_temp_path %1$s/uwsgi;
                  scgi_temp_path %1$s/scgi;
                  server {
                    listen 127.0.0.1:%2$d;
                    root %1$s;
                    gzip_static on;
                  }
                }
                """
                .formatted(root, port, System.getProperty("user.name"));
    }
}
