package io.smartconnect.exporter.web.limit;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The part of a client's address that limits are counted by: the whole IPv4 address, or the network of an IPv6 address, in
 * which one host can have many.
 */
public record ClientAddress(String text) {

    private static final int NETWORK_BYTES = 8;

    /** The client at the other end of a connection. */
    static ClientAddress of(@Nullable SocketAddress remote) {
        if (!(remote instanceof InetSocketAddress socket) || socket.getAddress() == null) {
            return new ClientAddress("");
        }
        byte[] bytes = socket.getAddress().getAddress();
        boolean six = socket.getAddress() instanceof Inet6Address;
        return new ClientAddress(HexFormat.of().formatHex(six ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes));
    }
}
