package io.smartconnect.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Debian's Chromium without a window, controlled over its DevTools protocol. */
final class Chromium implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile("DevTools listening on (ws://\\S+)");

    /** Starts it with its data and settings in {@code directory}. */
    private static final List<String> FLAGS = List.of(
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-breakpad",
            "--remote-debugging-port=0");

    private final Program program;
    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonObject>> answers = new ConcurrentHashMap<>();
    private final Map<String, Tab> tabs = new ConcurrentHashMap<>();

    private Chromium(Program program, URI devTools) {
        this.program = program;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(devTools, new Listener())
                .orTimeout(Program.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    static Chromium start(Path directory) throws IOException {
        List<String> command = new ArrayList<>(List.of("chromium"));
        command.addAll(FLAGS);
        command.add("--user-data-dir=" + directory);
        Program program =
                Program.start(command, Map.of("HOME", directory.toString(), "XDG_RUNTIME_DIR", directory.toString()));
        Matcher listening = LISTENING.matcher("");
        await().atMost(Program.PATIENCE)
                .failFast(() -> assertThat(program.isAlive()).as(program.err()).isTrue())
                .until(() -> listening.reset(program.err()).find());
        return new Chromium(program, URI.create(listening.group(1)));
    }

    /** A new tab with nothing in it, and a profile of its own. */
    Tab tab() {
        String context =
                ask("", "Target.createBrowserContext", new JsonObject()).getString("browserContextId");
        JsonObject blank = new JsonObject().put("url", "about:blank").put("browserContextId", context);
        String target = ask("", "Target.createTarget", blank).getString("targetId");
        JsonObject attach = new JsonObject().put("targetId", target).put("flatten", true);
        String session = ask("", "Target.attachToTarget", attach).getString("sessionId");
        Tab tab = new Tab(session);
        tabs.put(session, tab);
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            tab.ask(domain + ".enable");
        }
        return tab;
    }

    private JsonObject ask(String session, String method, JsonObject parameters) {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonObject> answer = new CompletableFuture<>();
        answers.put(id, answer);
        JsonObject message =
                new JsonObject().put("id", id).put("method", method).put("params", parameters);
        if (!session.isEmpty()) {
            message.put("sessionId", session);
        }
        try {
            socket.sendText(message.encode(), true).get(Program.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return answer.get(Program.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(method + ": " + e.getMessage() + "\n" + program.err(), e);
        }
    }

    private void take(JsonObject message) {
        if (!message.containsKey("id")) {
            Tab tab = tabs.get(message.getString("sessionId", ""));
            if (tab != null) {
                tab.events.add(message);
            }
            return;
        }
        CompletableFuture<JsonObject> answer = Objects.requireNonNull(answers.remove(message.getInteger("id")));
        if (message.containsKey("error")) {
            answer.completeExceptionally(new IllegalStateException(message.encode()));
        } else {
            answer.complete(message.getJsonObject("result"));
        }
    }

    @Override
    public void close() {
        socket.abort();
        List<ProcessHandle> helpers = ProcessHandle.of(program.pid()).stream()
                .flatMap(ProcessHandle::descendants)
                .toList();
        program.close();
        helpers.forEach(helper -> helper.onExit()
                .orTimeout(Program.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join());
    }

    /** A tab and all that has happened in it. */
    final class Tab {

        private final String session;
        private final List<JsonObject> events = new CopyOnWriteArrayList<>();

        private Tab(String session) {
            this.session = session;
        }

        /** Calls a method of the protocol; {@code parameters} are alternately names and values. */
        JsonObject ask(String method, Object... parameters) {
            JsonObject all = new JsonObject();
            for (int i = 0; i < parameters.length; i += 2) {
                all.put((String) parameters[i], parameters[i + 1]);
            }
            return Chromium.this.ask(session, method, all);
        }

        /** Goes there and waits until the page has been loaded. */
        void open(URI uri) {
            long before = count("Page.loadEventFired");
            ask("Page.navigate", "url", uri.toString());
            awaitLoadAfter(before);
        }

        /** Waits until one more page has been loaded than {@code before}. */
        void awaitLoadAfter(long before) {
            await().atMost(Program.PATIENCE).until(() -> count("Page.loadEventFired") > before);
        }

        /** The number of such events so far. */
        long count(String event) {
            return events.stream()
                    .filter(each -> each.getString("method").equals(event))
                    .count();
        }

        /** The value of an expression in the page's own world; a promise's result. */
        Object value(String expression) {
            JsonObject answer =
                    ask("Runtime.evaluate", "expression", expression, "returnByValue", true, "awaitPromise", true);
            assertThat(answer.getJsonObject("exceptionDetails")).as(expression).isNull();
            return answer.getJsonObject("result").getValue("value");
        }

        /** The texts of the elements that a selector finds, as they are to be read. */
        List<String> texts(String selector) {
            JsonArray texts = (JsonArray) value(
                    "[...document.querySelectorAll(" + quoted(selector) + ")].map(each => each.innerText.trim())");
            return texts.stream().map(String::valueOf).toList();
        }

        /** Puts the keyboard's focus on the element. */
        void focus(String selector) {
            value("document.querySelector(" + quoted(selector) + ").focus()");
        }

        /** Types into what has the focus. */
        void type(String text) {
            ask("Input.insertText", "text", text);
        }

        /** Presses a key that writes nothing, such as {@code Tab}, or {@code Enter}. */
        void press(String key, int code) {
            for (String kind : List.of("keyDown", "keyUp")) {
                ask(
                        "Input.dispatchKeyEvent",
                        "type",
                        kind,
                        "key",
                        key,
                        "code",
                        key,
                        "windowsVirtualKeyCode",
                        code,
                        "text",
                        key.equals("Enter") ? "\r" : "");
            }
        }

        /** The URLs of all requests so far. */
        List<String> requests() {
            return parameters("Network.requestWillBeSent")
                    .map(sent -> sent.getJsonObject("request").getString("url"))
                    .toList();
        }

        /** All that the page or the browser has complained of, violations of the policy included. */
        List<String> complaints() {
            List<String> complaints = new ArrayList<>();
            parameters("Runtime.exceptionThrown").map(JsonObject::encode).forEach(complaints::add);
            parameters("Runtime.consoleAPICalled").map(JsonObject::encode).forEach(complaints::add);
            parameters("Log.entryAdded").map(JsonObject::encode).forEach(complaints::add);
            return complaints;
        }

        private Stream<JsonObject> parameters(String event) {
            return events.stream()
                    .filter(each -> each.getString("method").equals(event))
                    .map(each -> each.getJsonObject("params"));
        }

        private static String quoted(String text) {
            return new JsonArray().add(text).encode().replaceAll("^\\[|]$", "");
        }
    }

    /** Puts the fragments of messages together. */
    private final class Listener implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        @Nullable
        public CompletionStage<?> onText(WebSocket from, CharSequence fragment, boolean last) {
            text.append(fragment);
            if (last) {
                take(new JsonObject(text.toString()));
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }
}
