package io.smartconnect.exporter.metrics;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/** Joins segments into one gzip member (RFC 1952), without deflating anything again. */
final class GzipMember {

    /** Deflate, no flags, no time, fastest method, unknown file system. */
    private static final byte[] HEADER = {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 4, (byte) 0xFF};

    private GzipMember() {}

    /** The member as buffers that share the bytes of {@code segments}; only the last of those ends the deflate stream. */
    static List<Buffer> of(List<Segment> segments) {
        List<Buffer> member = new ArrayList<>(segments.size() + 2);
        member.add(Buffer.buffer(HEADER));
        long crc = 0;
        long length = 0;
        for (Segment segment : segments) {
            member.add(segment.deflated());
            crc = Crc32.combine(crc, segment.crc(), segment.plain().length());
            length += segment.plain().length();
        }
        member.add(Buffer.buffer(8).appendIntLE((int) crc).appendIntLE((int) length));
        return member;
    }
}
