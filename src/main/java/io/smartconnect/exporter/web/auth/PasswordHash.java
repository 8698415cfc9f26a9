package io.smartconnect.exporter.web.auth;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A bcrypt hash of a password. It prints as {@code ***}. */
public record PasswordHash(String text) {

    /** The rule of the text, for mistakes. At a cost of 18 a check takes about 20 seconds. */
    public static final String RULE = "must be a bcrypt hash with a cost from 4 to 18";

    private static final int LEAST_COST = 4;
    private static final int MOST_COST = 18;
    private static final Pattern SHAPE = Pattern.compile("\\$2[abxy]\\$(?<cost>\\d\\d)\\$[./A-Za-z0-9]{53}");

    /** Throws {@link IllegalArgumentException} if the text breaks {@link #RULE}. */
    public PasswordHash {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches() || cost(matcher) < LEAST_COST || cost(matcher) > MOST_COST) {
            throw new IllegalArgumentException("no bcrypt hash");
        }
    }

    private static int cost(Matcher matcher) {
        return Integer.parseInt(matcher.group("cost"));
    }

    /** True if the password has this hash. Takes milliseconds to seconds, by the cost of the hash. */
    public boolean isOf(byte[] password) {
        BCrypt.Version version = BCrypt.Version.VERSION_2B;
        return BCrypt.verifyer(version, LongPasswordStrategies.truncate(version))
                .verify(password, text.getBytes(StandardCharsets.US_ASCII))
                .verified;
    }

    @Override
    public String toString() {
        return "***";
    }
}
