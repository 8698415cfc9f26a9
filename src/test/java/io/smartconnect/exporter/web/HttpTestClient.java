package io.smartconnect.exporter.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;

/** A client that sends what it is told, byte by byte, and reads only when asked to. */
public final class HttpTestClient implements Closeable {

    private static final int TIMEOUT_MILLIS = 20_000;

    private final Socket socket = new Socket();

    public HttpTestClient(int port) throws IOException {
        this(port, "127.0.0.1");
    }

    /** A client whose own address is {@code from}, one of the loopback's. */
    public HttpTestClient(int port, String from) throws IOException {
        socket.bind(new InetSocketAddress(from, 0));
        socket.setReceiveBufferSize(4096);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
    }

    public void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    /** Whether the connection still takes what is sent. */
    public boolean accepts(String text) {
        try {
            send(text);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** What comes until {@code end} has come; less if the connection ends before. */
    public String until(String end) throws IOException {
        StringBuilder text = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (text.indexOf(end) < 0) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            text.append((char) next);
        }
        return text.toString();
    }

    /** What comes until the server closes the connection. */
    public String untilTheEnd() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }

    /** Number of bytes that come until the connection ends, in whatever way. */
    public long countUntilTheEnd() throws IOException {
        byte[] bytes = new byte[64 * 1024];
        long count = 0;
        try {
            for (int read = 0; read >= 0; read = socket.getInputStream().read(bytes)) {
                count += read;
            }
        } catch (SocketException reset) {
            return count;
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
