package io.smartconnect.exporter.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smartconnect.exporter.metrics.render.ExpositionBody;
import io.vertx.core.buffer.Buffer;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Encodes a text in UTF-8 pieces of about 64 KiB, compressed by gzip or plain. A long plain text is kept compressed, and inflated as
 * fast as the client reads, so that slow readers of long documents need little memory.
 */
public final class EncodedBody {

    private static final int PIECE_BYTES = 64 * 1024;

    /** Longest text, in bytes, that is kept plain. */
    private static final int LONGEST_PLAIN = 512 * 1024;

    private static final byte[] REPLACEMENT = "\uFFFD".getBytes(UTF_8);

    /** Writes one text. */
    @FunctionalInterface
    public interface TextContent {
        /** Writes the whole text to {@code out}. */
        void write(Writer out) throws IOException;
    }

    private EncodedBody() {}

    /** Encodes the text that {@code content} writes. An unpaired surrogate becomes U+FFFD. */
    public static ExpositionBody of(boolean gzip, TextContent content) {
        PlainText plain = new PlainText();
        PieceCollector zipped = new PieceCollector();
        OutputStream out = gzip ? zipped : plain;
        try (Writer text = utf8(gzip ? gzip(out) : new BufferedOutputStream(out, PIECE_BYTES))) {
            content.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return gzip ? ExpositionBody.of(zipped.written) : plain.body();
    }

    private static OutputStream gzip(OutputStream out) throws IOException {
        return new GZIPOutputStream(new BufferedOutputStream(out, PIECE_BYTES));
    }

    private static Writer utf8(OutputStream out) {
        return new OutputStreamWriter(
                out,
                UTF_8.newEncoder().onMalformedInput(CodingErrorAction.REPLACE).replaceWith(REPLACEMENT));
    }

    /** Keeps each write as a piece of its own. */
    private static final class PieceCollector extends OutputStream {

        private final List<Buffer> written = new ArrayList<>();

        @Override
        public void write(int octet) {
            written.add(Buffer.buffer().appendByte((byte) octet));
        }

        @Override
        public void write(byte[] bytes, int start, int length) {
            written.add(Buffer.buffer(length).appendBytes(bytes, start, length));
        }
    }

    /** Keeps a short text uncompressed, and compresses a long one. */
    private static final class PlainText extends OutputStream {

        private final PieceCollector compressed = new PieceCollector();
        private PieceCollector plain = new PieceCollector();
        private @Nullable OutputStream compressor;
        private long length;

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int start, int count) throws IOException {
            length += count;
            if (compressor == null && length > LONGEST_PLAIN) {
                compressor = compressor();
            }
            if (compressor == null) {
                plain.write(bytes, start, count);
            } else {
                compressor.write(bytes, start, count);
            }
        }

        private OutputStream compressor() throws IOException {
            OutputStream fast = new FastGzip(new BufferedOutputStream(compressed, PIECE_BYTES));
            for (Buffer piece : plain.written) {
                fast.write(piece.getBytes());
            }
            plain = new PieceCollector();
            return fast;
        }

        @Override
        public void close() throws IOException {
            if (compressor != null) {
                compressor.close();
            }
        }

        ExpositionBody body() {
            return compressor == null
                    ? ExpositionBody.of(plain.written)
                    : new ExpositionBody(length, () -> new InflatedPieces(compressed.written, length));
        }
    }

    /** A compressor that prefers speed: its output never leaves the process. */
    private static final class FastGzip extends GZIPOutputStream {

        FastGzip(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    /** The plain bytes of compressed pieces. */
    private static final class InflatedPieces implements ExpositionBody.Pieces {

        private final InputStream plain;
        private long left;

        InflatedPieces(List<Buffer> compressed, long length) {
            this.left = length;
            List<InputStream> pieces = new ArrayList<>();
            compressed.forEach(piece -> pieces.add(new ByteArrayInputStream(piece.getBytes())));
            try {
                plain = new GZIPInputStream(new SequenceInputStream(Collections.enumeration(pieces)), PIECE_BYTES);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public boolean hasNext() {
            return left > 0;
        }

        @Override
        public Buffer next() {
            try {
                byte[] piece = plain.readNBytes((int) Math.min(left, PIECE_BYTES));
                left -= piece.length;
                return Buffer.buffer(piece);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            try {
                plain.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
