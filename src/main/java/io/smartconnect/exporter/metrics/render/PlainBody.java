package io.smartconnect.exporter.metrics.render;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.smartconnect.exporter.metrics.catalogue.Utf8Writer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * A body that is not kept: its lines are written anew for each response, piece by piece, as fast as they are taken, in memory
 * outside the heap that all pieces share. A small one is one piece.
 *
 * @param parts all but the end
 * @param last the end
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record PlainBody(List<Part> parts, byte[] last) implements Body {

    private static final int PIECE = 128 << 10;

    @Override
    public long length() {
        return parts.stream().mapToLong(part -> part.segment().plainLength()).sum() + last.length;
    }

    @Override
    public Pieces pieces() {
        return new RenderedPieces(parts.iterator(), last);
    }

    private static final class RenderedPieces implements Pieces {

        private final Iterator<Part> parts;
        private final byte[] last;
        private final Utf8Writer text = new Utf8Writer(PIECE);
        private final ByteBuf octets = Unpooled.directBuffer(PIECE);
        private boolean ended;

        RenderedPieces(Iterator<Part> parts, byte[] last) {
            this.parts = parts;
            this.last = last;
        }

        @Override
        public boolean hasNext() {
            return !ended;
        }

        @Override
        public Buffer next() {
            if (ended) {
                throw new NoSuchElementException();
            }
            text.truncate(0);
            while (parts.hasNext() && text.length() < PIECE) {
                parts.next().lines().accept(text);
            }
            if (!parts.hasNext()) {
                text.append(last);
                ended = true;
            }
            return BufferInternal.buffer(octets.clear().writeBytes(text.bytes(), 0, text.length()));
        }

        @Override
        public void close() {
            octets.release();
        }
    }
}
