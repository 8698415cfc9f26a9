package io.smartconnect.kit;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A dashboard of the repository, as its file says. */
record Dashboard(JsonObject json) {

    /** One panel; where it is and how large, in the 24 columns of the grid. */
    record Panel(JsonObject json) {

        String title() {
            return json.getString("title", "");
        }

        List<String> expressions() {
            return targets().map(target -> target.getString("expr", "")).toList();
        }

        Stream<JsonObject> targets() {
            return objects(json.getJsonArray("targets", new JsonArray()));
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

    static Dashboard overview() {
        return read(Path.of("dashboards/smart-connect-overview.json"));
    }

    private static Dashboard read(Path file) {
        try {
            return new Dashboard(new JsonObject(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Panel> panels() {
        return objects(json.getJsonArray("panels")).map(Panel::new).toList();
    }

    List<JsonObject> variables() {
        return objects(json.getJsonObject("templating").getJsonArray("list")).toList();
    }

    JsonObject variable(String name) {
        return variables().stream()
                .filter(variable -> name.equals(variable.getString("name")))
                .findFirst()
                .orElseThrow();
    }

    /** The expressions of all panels. */
    List<String> expressions() {
        return panels().stream().flatMap(panel -> panel.expressions().stream()).toList();
    }

    /** {@code expression} as Prometheus gets it with every instance chosen. */
    static String resolved(String expression) {
        return expression
                .replace("$__rate_interval", "1m")
                .replace("$__range", "15m")
                .replace("$instance_id", ".+");
    }

    private static Stream<JsonObject> objects(JsonArray array) {
        List<JsonObject> objects = new ArrayList<>();
        array.forEach(element -> objects.add((JsonObject) element));
        return objects.stream();
    }
}
