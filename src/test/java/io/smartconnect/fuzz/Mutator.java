package io.smartconnect.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Changes inputs in the ways in which foreign bytes are usually wrong. */
final class Mutator {

    private static final List<String> TOKENS = List.of(
            "",
            "\0",
            "\n",
            " ",
            ",",
            ":",
            ";",
            "=",
            "\"",
            "\\",
            "\\ud800",
            "{",
            "}",
            "[",
            "]",
            "[[[[",
            "{\"a\":",
            "null",
            "true",
            "-1",
            "1e999",
            "NaN",
            "0.0000001",
            "9223372036854775808",
            "99999999999999999999999999",
            "\"\"",
            "\"7\"",
            "\uFEFF",
            "\uFFFD",
            "<title>",
            "</",
            "q=2");

    private final Random random;
    private final List<byte[]> others;

    Mutator(Random random, List<byte[]> others) {
        this.random = random;
        this.others = others;
    }

    byte[] mutate(byte[] input) {
        byte[] mutated = input;
        for (int left = 1 + random.nextInt(4); left > 0; left--) {
            mutated = change(mutated);
        }
        return mutated;
    }

    private byte[] change(byte[] input) {
        int start = random.nextInt(input.length + 1);
        int end = start + random.nextInt(Math.min(input.length - start, 40) + 1);
        return switch (random.nextInt(5)) {
            case 0 ->
                replace(
                        input,
                        start,
                        start,
                        TOKENS.get(random.nextInt(TOKENS.size())).getBytes(UTF_8));
            case 1 ->
                replace(
                        input,
                        start,
                        end,
                        TOKENS.get(random.nextInt(TOKENS.size())).getBytes(UTF_8));
            case 2 -> replace(input, start, Math.min(start + 1, input.length), new byte[] {(byte) random.nextInt(256)});
            case 3 -> replace(input, start, input.length, piece());
            default -> replace(input, start, start, Arrays.copyOfRange(input, start, end));
        };
    }

    private byte[] piece() {
        byte[] other = others.get(random.nextInt(others.size()));
        return Arrays.copyOfRange(other, random.nextInt(other.length + 1), other.length);
    }

    private static byte[] replace(byte[] input, int start, int end, byte[] piece) {
        byte[] output = new byte[start + piece.length + input.length - end];
        System.arraycopy(input, 0, output, 0, start);
        System.arraycopy(piece, 0, output, start, piece.length);
        System.arraycopy(input, end, output, start + piece.length, input.length - end);
        return output;
    }
}
