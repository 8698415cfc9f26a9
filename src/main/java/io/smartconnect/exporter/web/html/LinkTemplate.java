package io.smartconnect.exporter.web.html;

import io.smartconnect.exporter.encoding.PercentEncoding;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A link of the pages to another site.
 *
 * @param title its text
 * @param url its address; placeholders such as {@code {task_id}} stand for facts about an instance or task
 */
public record LinkTemplate(String title, String url) {

    /** Names of the facts about an instance. */
    public static final List<String> OF_INSTANCE =
            List.of("target", "region", "project_id", "instance_id", "instance_name");

    /** Names of the further facts about a task. */
    public static final List<String> OF_TASK = List.of("task_id", "task_name", "health", "status");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");

    /** True if {@code url} is an address by http or https, whatever the values of its placeholders. */
    public static boolean isValid(String url) {
        try {
            URI uri = URI.create(PLACEHOLDER.matcher(url).replaceAll("x"));
            return (url.startsWith("https://") || url.startsWith("http://"))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null;
        } catch (IllegalArgumentException noUri) {
            return false;
        }
    }

    /** The first placeholder that stands for nothing. */
    public Optional<String> unknownPlaceholder() {
        return placeholders().stream()
                .filter(name -> !OF_INSTANCE.contains(name) && !OF_TASK.contains(name))
                .findFirst();
    }

    /** True if it is about a task. */
    public boolean isOfTask() {
        return placeholders().stream().anyMatch(OF_TASK::contains);
    }

    /** True if it is about an instance, and the same for all of its tasks. */
    public boolean isOfInstance() {
        return !isOfTask() && !placeholders().isEmpty();
    }

    /** The address with these values, which are URL-encoded; a placeholder without a value is omitted. */
    public String with(Map<String, String> values) {
        return PLACEHOLDER
                .matcher(url)
                .replaceAll(found ->
                        Matcher.quoteReplacement(PercentEncoding.encode(values.getOrDefault(found.group(1), ""))));
    }

    private List<String> placeholders() {
        return PLACEHOLDER.matcher(url).results().map(found -> found.group(1)).toList();
    }
}
