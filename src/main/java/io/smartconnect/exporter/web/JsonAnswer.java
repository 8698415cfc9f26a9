package io.smartconnect.exporter.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.smartconnect.exporter.metrics.Body;
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
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Makes answers in JSON. They are encoded while they are written, so that of a long one there is never a tree. */
final class JsonAnswer {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int PIECE_BYTES = 64 * 1024;
    private static final byte[] REPLACEMENT = "\uFFFD".getBytes(UTF_8);

    /** Writes one document. */
    @FunctionalInterface
    interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    private JsonAnswer() {}

    /** An answer with the document that {@code content} writes. */
    static Answer of(int status, Content content) {
        return answer(status, pieces(content, false));
    }

    /** As {@link #of}, with status 200, for a document that may be long; deflated if {@code gzip}. */
    static Answer ofLong(boolean gzip, Content content) {
        Answer answer = answer(200, pieces(content, gzip)).with("Vary", "Accept-Encoding");
        return gzip ? answer.with("Content-Encoding", "gzip") : answer;
    }

    /** An answer with a document that is there already. */
    static Answer of(String document) {
        return answer(200, List.of(Buffer.buffer(document)));
    }

    private static Answer answer(int status, List<Buffer> body) {
        return new Answer(
                status, Map.of("Content-Type", "application/json", "Cache-Control", "no-store"), Body.of(body));
    }

    private static List<Buffer> pieces(Content content, boolean gzip) {
        Pieces pieces = new Pieces();
        OutputStream out = new BufferedOutputStream(pieces, PIECE_BYTES);
        try (JsonGenerator json = JSON.createGenerator(utf8(gzip ? new GZIPOutputStream(out) : out))) {
            content.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pieces.written;
    }

    /** A writer for which half a surrogate pair is no mistake: it becomes U+FFFD. */
    private static Writer utf8(OutputStream out) {
        return new OutputStreamWriter(
                out,
                UTF_8.newEncoder().onMalformedInput(CodingErrorAction.REPLACE).replaceWith(REPLACEMENT));
    }

    /** Keeps each run of bytes that is written to it as a piece of its own. */
    private static final class Pieces extends OutputStream {

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
