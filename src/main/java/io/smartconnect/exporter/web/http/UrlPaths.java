package io.smartconnect.exporter.web.http;

import org.jspecify.annotations.Nullable;

/** The paths of endpoints that several classes use. */
public final class UrlPaths {

    /** The endpoint that answers 200 while the poll loop is alive. */
    public static final String HEALTHY = "/-/healthy";

    /** The endpoint that answers 200 once every target has been polled. */
    public static final String READY = "/-/ready";

    /** The endpoint that reloads the configuration on a POST. */
    public static final String RELOAD = "/-/reload";

    /** The list of tasks in the JSON API. */
    public static final String TASKS = "/api/v1/tasks";

    /** The parent of the pages of single tasks. */
    public static final String PAGES = "/tasks";

    private static final String API = "/api/";

    private UrlPaths() {}

    /** True for the path of a task's page. */
    public static boolean isOfTask(String path) {
        return path.startsWith(PAGES + "/");
    }

    /** True if the endpoint at {@code path} answers in JSON. */
    public static boolean isOfApi(@Nullable String path) {
        return path != null && path.startsWith(API);
    }
}
