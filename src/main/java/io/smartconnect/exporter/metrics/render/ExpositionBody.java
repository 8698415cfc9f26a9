package io.smartconnect.exporter.metrics.render;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.smartconnect.exporter.metrics.catalogue.Utf8Writer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The bytes of one answer.
 *
 * @param length the number of bytes
 * @param source opens the bytes for one response
 */
public record ExpositionBody(long length, Supplier<Pieces> source) {

    /**
     * The bytes of a body in order, made on demand in reused memory: call {@link #next} only when the piece before is written. For
     * one thread, which closes it after the last piece or a failure.
     */
    public interface Pieces extends Iterator<Buffer>, AutoCloseable {

        /** Frees the memory of all pieces. */
        @Override
        void close();

        /** Existing pieces, and the action of {@link #close}. */
        static Pieces of(List<Buffer> pieces, Runnable onClose) {
            return new ExistingPieces(pieces.iterator(), onClose);
        }
    }

    /** A body of one existing piece. */
    public static ExpositionBody of(Buffer whole) {
        return of(List.of(whole));
    }

    /** A body of existing pieces. */
    public static ExpositionBody of(List<Buffer> pieces) {
        long length = pieces.stream().mapToLong(Buffer::length).sum();
        return new ExpositionBody(length, () -> Pieces.of(pieces, () -> {}));
    }

    /** A body whose lines are not kept but written again for each response. */
    static ExpositionBody rendered(long length, Iterable<Consumer<Utf8Writer>> lines) {
        return new ExpositionBody(length, () -> new RenderedPieces(lines.iterator()));
    }

    /** The bytes in order, for one response. */
    public Pieces pieces() {
        return source.get();
    }

    private record ExistingPieces(Iterator<Buffer> pieces, Runnable onClose) implements Pieces {

        @Override
        public boolean hasNext() {
            return pieces.hasNext();
        }

        @Override
        public Buffer next() {
            return pieces.next();
        }

        @Override
        public void close() {
            onClose.run();
        }
    }

    /** Lines written in pieces of about 128 KiB, in memory outside the heap that all pieces share. */
    private static final class RenderedPieces implements Pieces {

        private static final int PIECE = 128 << 10;

        private final Iterator<Consumer<Utf8Writer>> lines;
        private final Utf8Writer text = new Utf8Writer(PIECE);
        private final ByteBuf bytes = Unpooled.directBuffer(PIECE);

        RenderedPieces(Iterator<Consumer<Utf8Writer>> lines) {
            this.lines = lines;
        }

        @Override
        public boolean hasNext() {
            return lines.hasNext();
        }

        @Override
        public Buffer next() {
            text.truncate(0);
            do {
                lines.next().accept(text);
            } while (lines.hasNext() && text.length() < PIECE);
            return BufferInternal.buffer(bytes.clear().writeBytes(text.bytes(), 0, text.length()));
        }

        @Override
        public void close() {
            bytes.release();
        }
    }
}
