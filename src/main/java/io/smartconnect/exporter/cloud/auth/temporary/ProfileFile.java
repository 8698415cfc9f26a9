package io.smartconnect.exporter.cloud.auth.temporary;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The section {@code [basic]} of a credentials file of the cloud's SDKs. The format has no comments; lines that are
 * no settings do not count.
 */
record ProfileFile(Map<String, String> basic) {

    private static final Pattern SECTION = Pattern.compile("\\[(\\S+)]\\s*");
    private static final Pattern SETTING = Pattern.compile("([^\\s=]+)\\s?=\\s?(\\S+)\\s*");

    ProfileFile {
        basic = Map.copyOf(basic);
    }

    static ProfileFile parse(String text) {
        Map<String, String> basic = new HashMap<>();
        String section = "";
        for (String line : text.lines().toList()) {
            Matcher heading = SECTION.matcher(line);
            Matcher setting = SETTING.matcher(line);
            if (heading.matches()) {
                section = heading.group(1);
            } else if (section.equals("basic") && setting.matches()) {
                basic.put(setting.group(1), setting.group(2));
            }
        }
        return new ProfileFile(basic);
    }

    Optional<String> get(String key) {
        return Optional.ofNullable(basic.get(key));
    }

    @Override
    public String toString() {
        return "***";
    }
}
