package io.smartconnect.exporter.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Encodes a text in UTF-8 pieces of about 64 KiB, compressed by gzip or plain. */
public final class EncodedBody {

    private static final int PIECE_BYTES = 64 * 1024;
    private static final byte[] REPLACEMENT = "\uFFFD".getBytes(UTF_8);

    /** Writes one text. */
    @FunctionalInterface
    public interface TextContent {
        /** Writes the whole text to {@code out}. */
        void write(Writer out) throws IOException;
    }

    private EncodedBody() {}

    /** Encodes the text that {@code content} writes. An unpaired surrogate becomes U+FFFD. */
    public static List<Buffer> of(boolean gzip, TextContent content) {
        PieceCollector pieces = new PieceCollector();
        OutputStream out = new BufferedOutputStream(pieces, PIECE_BYTES);
        try (Writer text = utf8(gzip ? new GZIPOutputStream(out) : out)) {
            content.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pieces.written;
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
}
