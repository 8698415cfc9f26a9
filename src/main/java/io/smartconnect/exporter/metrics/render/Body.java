package io.smartconnect.exporter.metrics.render;

import io.vertx.core.buffer.Buffer;
import java.util.Iterator;
import java.util.List;

/** The octets of one answer. */
public interface Body {

    /** How many octets there are. */
    long length();

    /** The octets in order, for one response. */
    Pieces pieces();

    /**
     * The pieces of a body, made when they are asked for, in memory that is used again: the next one may only be asked for when
     * the one before has been written. Used by one thread, and closed by it when the last one has been written or nothing more will be.
     */
    interface Pieces extends Iterator<Buffer>, AutoCloseable {

        /** Gives back the memory of all pieces. */
        @Override
        void close();

        /**
         * Pieces that are there already.
         *
         * @param giveBack what closing them does
         */
        static Pieces of(List<Buffer> pieces, Runnable giveBack) {
            Iterator<Buffer> left = pieces.iterator();
            return new Pieces() {
                @Override
                public boolean hasNext() {
                    return left.hasNext();
                }

                @Override
                public Buffer next() {
                    return left.next();
                }

                @Override
                public void close() {
                    giveBack.run();
                }
            };
        }
    }

    /** A body that is there already. */
    static Body of(Buffer whole) {
        return of(List.of(whole));
    }

    /** A body that is there already, in pieces. */
    static Body of(List<Buffer> pieces) {
        return new Body() {
            @Override
            public long length() {
                return pieces.stream().mapToLong(Buffer::length).sum();
            }

            @Override
            public Pieces pieces() {
                return Pieces.of(pieces, () -> {});
            }
        };
    }
}
