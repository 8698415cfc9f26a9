package io.smartconnect.fuzz;

/** A decoder of foreign bytes. Anything that it throws is a finding: it handles the documented failures itself. */
@FunctionalInterface
public interface FuzzTarget {

    /** Decodes {@code bytes} and checks the result. */
    void decode(byte[] bytes) throws Exception;
}
