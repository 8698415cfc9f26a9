package io.smartconnect.exporter.metrics.render;

/**
 * A piece of text, deflated on its own. Segments end at a byte boundary, so that they can be joined into one gzip member:
 * some clients silently drop all but the first of several members.
 *
 * @param deflated raw deflate blocks; the last of them is final only in a last segment
 * @param crc CRC-32 of the text
 * @param plainLength octets of the text
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Segment(byte[] deflated, long crc, long plainLength) {}
