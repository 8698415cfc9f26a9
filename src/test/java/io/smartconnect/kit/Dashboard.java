package io.smartconnect.kit;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A dashboard file of the repository. */
record Dashboard(String file, JsonObject json) {

    static final JsonObject DATA_SOURCE =
            new JsonObject().put("type", "prometheus").put("uid", "$datasource");

    /** A query of a panel or an annotation. */
    record Query(String name, JsonObject target) {

        String expression() {
            return target.getString("expr", "");
        }

        String legend() {
            return target.getString("legendFormat", "");
        }

        /** The expression as Prometheus gets it, with a value for each variable. */
        String resolved(Map<String, String> variables) {
            String resolved = expression();
            for (Map.Entry<String, String> variable : variables.entrySet()) {
                resolved = resolved.replace("$" + variable.getKey(), variable.getValue());
            }
            return resolved;
        }
    }

    /** One panel; where it is and how large, in the 24 columns of the grid. */
    record Panel(JsonObject json) {

        String title() {
            return json.getString("title", "");
        }

        List<Query> queries() {
            return objects(json.getJsonArray("targets", new JsonArray()))
                    .map(target -> new Query(title() + " " + target.getString("refId"), target))
                    .toList();
        }

        JsonObject defaults() {
            return json.getJsonObject("fieldConfig").getJsonObject("defaults");
        }

        boolean isRow() {
            return json.getString("type").equals("row");
        }

        int left() {
            return grid("x");
        }

        int top() {
            return grid("y");
        }

        int right() {
            return left() + grid("w");
        }

        int bottom() {
            return top() + grid("h");
        }

        boolean overlaps(Panel other) {
            return left() < other.right() && other.left() < right() && top() < other.bottom() && other.top() < bottom();
        }

        private int grid(String key) {
            return json.getJsonObject("gridPos").getInteger(key);
        }
    }

    static List<Dashboard> all() {
        try (Stream<Path> files = Files.list(Path.of("dashboards"))) {
            return files.sorted().map(Dashboard::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Dashboard named(String uid) {
        return read(Path.of("dashboards", uid + ".json"));
    }

    private static Dashboard read(Path file) {
        try {
            return new Dashboard(file.getFileName().toString(), new JsonObject(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String uid() {
        return json.getString("uid");
    }

    /** The panels without the rows that group them. */
    List<Panel> panels() {
        return allPanels().filter(panel -> !panel.isRow()).toList();
    }

    List<Panel> rows() {
        return allPanels().filter(Panel::isRow).toList();
    }

    private Stream<Panel> allPanels() {
        return objects(json.getJsonArray("panels")).map(Panel::new);
    }

    Panel panel(String title) {
        return panels().stream()
                .filter(panel -> panel.title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    List<JsonObject> variables() {
        return objects(json.getJsonObject("templating").getJsonArray("list")).toList();
    }

    List<String> variableNames() {
        return variables().stream().map(variable -> variable.getString("name")).toList();
    }

    JsonObject variable(String name) {
        return variables().stream()
                .filter(variable -> name.equals(variable.getString("name")))
                .findFirst()
                .orElseThrow();
    }

    /** The queries of its panels and annotations. */
    List<Query> queries() {
        Stream<Query> annotations = objects(json.getJsonObject("annotations").getJsonArray("list"))
                .map(annotation -> new Query(annotation.getString("name"), annotation.getJsonObject("target")));
        return Stream.concat(panels().stream().flatMap(panel -> panel.queries().stream()), annotations)
                .toList();
    }

    @Override
    public String toString() {
        return file;
    }

    static Stream<JsonObject> objects(JsonArray array) {
        List<JsonObject> objects = new ArrayList<>();
        array.forEach(element -> objects.add((JsonObject) element));
        return objects.stream();
    }

    /** The first group of everything that {@code pattern} finds. */
    static List<String> firstGroups(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(result -> result.group(1))
                .distinct()
                .toList();
    }
}
