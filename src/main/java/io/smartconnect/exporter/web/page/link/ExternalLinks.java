package io.smartconnect.exporter.web.page.link;

import io.smartconnect.exporter.snapshot.InstanceInfo;
import io.smartconnect.exporter.web.api.TaskSummary;
import io.smartconnect.exporter.web.html.Html;
import io.smartconnect.exporter.web.html.LinkTemplate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Writer of the configured links to other sites, such as runbooks and dashboards. */
public final class ExternalLinks {

    private final List<LinkTemplate> templates;

    /** Writes links by these templates. */
    public ExternalLinks(List<LinkTemplate> templates) {
        this.templates = List.copyOf(templates);
    }

    /** Writes the links that are the same on all pages. */
    public void ofAll(Html html) {
        write(html, template -> !template.isOfTask() && !template.isOfInstance(), Map.of());
    }

    /** Writes the links about an instance, if there are any. */
    public void of(Html html, InstanceInfo instance) {
        group(html, LinkTemplate::isOfInstance, values(instance));
    }

    /** Writes the links about a task, if there are any. */
    public void of(Html html, TaskSummary summary) {
        group(html, LinkTemplate::isOfTask, values(summary));
    }

    /** Writes the links about a task and its instance, if there are any. */
    public void ofBoth(Html html, TaskSummary summary) {
        group(html, template -> template.isOfTask() || template.isOfInstance(), values(summary));
    }

    private void group(Html html, Predicate<LinkTemplate> condition, Map<String, String> values) {
        if (templates.stream().anyMatch(condition)) {
            html.open("p", "class", "links");
            write(html, condition, values);
            html.close();
        }
    }

    private void write(Html html, Predicate<LinkTemplate> condition, Map<String, String> values) {
        templates.stream()
                .filter(condition)
                .forEach(template -> html.element("a", template.title(), "href", template.with(values))
                        .text(" "));
    }

    private static Map<String, String> values(InstanceInfo instance) {
        return Map.of(
                "target", instance.target(),
                "region", instance.region(),
                "project_id", instance.projectId(),
                "instance_id", instance.id(),
                "instance_name", instance.name());
    }

    private static Map<String, String> values(TaskSummary summary) {
        Map<String, String> values = new HashMap<>(values(summary.instance()));
        values.put("task_id", summary.task().id());
        values.put("task_name", summary.task().name());
        values.put("health", summary.health().label());
        values.put("status", summary.task().status().orElse(""));
        return values;
    }
}
