package io.smartconnect.exporter.web.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.ApplicationProtocolNegotiator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.SSLEngineOptions;
import io.vertx.core.spi.tls.SslContextFactory;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSessionContext;

/**
 * The TLS of a running server. New connections use the latest settings; open ones keep theirs. Handshakes run on worker
 * threads.
 */
public final class ServerTls extends SSLEngineOptions {

    private final boolean http2;
    private final Consumer<Channel> accepted;
    private volatile SslContext current;

    /**
     * Starts with {@code settings}.
     *
     * @param accepted called on the event loop for each connection before its handshake
     */
    public ServerTls(TlsSettings settings, boolean http2, Consumer<Channel> accepted) throws SSLException {
        this.http2 = http2;
        this.accepted = accepted;
        this.current = settings.context(http2);
        setUseWorkerThread(true);
    }

    /** Replaces the settings. Blocks for some milliseconds. */
    public void replace(TlsSettings settings) throws SSLException {
        current = settings.context(http2);
    }

    /** True if clients may use HTTP/2. */
    public boolean hasHttp2() {
        return http2;
    }

    /** No key: Vert.x demands these options, but leaves handshakes to this class. */
    public KeyCertOptions keyCertOptions() {
        try {
            KeyManagerFactory none = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            none.init(null, null);
            return KeyCertOptions.wrap(none);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("Java has no TLS", broken);
        }
    }

    @Override
    public SSLEngineOptions copy() {
        return this;
    }

    @Override
    public SslContextFactory sslContextFactory() {
        return Latest::new;
    }

    /** Delegates to the latest settings. */
    private final class Latest extends SslContext {

        @Override
        protected SslHandler newHandler(ByteBufAllocator allocator, boolean startTls, Executor executor) {
            return new Handler(newEngine(allocator), startTls, executor);
        }

        @Override
        protected SslHandler newHandler(
                ByteBufAllocator allocator, String host, int port, boolean startTls, Executor executor) {
            return new Handler(newEngine(allocator, host, port), startTls, executor);
        }

        @Override
        public SSLEngine newEngine(ByteBufAllocator allocator) {
            return current.newEngine(allocator);
        }

        @Override
        public SSLEngine newEngine(ByteBufAllocator allocator, String host, int port) {
            return current.newEngine(allocator, host, port);
        }

        @Override
        public boolean isClient() {
            return false;
        }

        @Override
        public List<String> cipherSuites() {
            return current.cipherSuites();
        }

        @Override
        @SuppressWarnings("deprecation") // abstract in the superclass
        public ApplicationProtocolNegotiator applicationProtocolNegotiator() {
            return current.applicationProtocolNegotiator();
        }

        @Override
        public SSLSessionContext sessionContext() {
            return current.sessionContext();
        }
    }

    /** Announces its connection. */
    private final class Handler extends SslHandler {

        Handler(SSLEngine engine, boolean startTls, Executor executor) {
            super(engine, startTls, executor);
        }

        @Override
        public void handlerAdded(ChannelHandlerContext context) throws Exception {
            super.handlerAdded(context);
            accepted.accept(context.channel());
        }
    }
}
