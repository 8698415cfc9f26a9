package io.smartconnect.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** A real terminal in which a command runs, by way of tmux. */
final class TerminalSession implements AutoCloseable {

    private static final Map<String, String> LOCALE = Map.of("LC_ALL", "C.UTF-8");
    private static final String ENDED = "ended with status ";

    private final String server = "test-" + UUID.randomUUID();

    /** Opens a terminal with {@code columns} columns and runs the packaged jar in it. */
    static TerminalSession run(int columns, Map<String, String> environment, String... arguments) throws IOException {
        TerminalSession session = new TerminalSession();
        List<String> words = new ArrayList<>(List.of("env", "-i", "TERM=screen", "LC_ALL=C.UTF-8"));
        environment.forEach((name, value) -> words.add(name + "=" + value));
        words.addAll(
                List.of(System.getProperty("java.home") + "/bin/java", "-Xmx256m", "-jar", System.getProperty("jar")));
        words.addAll(List.of(arguments));
        String command = words.stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
        String held = command + "; echo " + ENDED + "$?; exec tail -f /dev/null";
        session.tmux("-f", "/dev/null", "new-session", "-d", "-x", Integer.toString(columns), "-y", "60", held);
        return session;
    }

    /** Waits until the screen shows {@code text}. */
    TerminalSession shows(String text) {
        await().atMost(Program.PATIENCE)
                .untilAsserted(() -> assertThat(screen()).contains(text));
        return this;
    }

    /** Types, as if by hand. */
    TerminalSession type(String keys) throws IOException {
        tmux("send-keys", "-l", keys);
        return this;
    }

    /** Presses a key, by tmux's name of it. */
    TerminalSession press(String key) throws IOException {
        tmux("send-keys", key);
        return this;
    }

    /** Waits for the command's end. */
    int status() throws IOException {
        shows(ENDED);
        String screen = screen();
        return Integer.parseInt(
                screen.substring(screen.indexOf(ENDED) + ENDED.length()).strip());
    }

    String screen() throws IOException {
        return tmux("capture-pane", "-p");
    }

    /** The screen with the sequences that colour it. */
    String coloredScreen() throws IOException {
        return tmux("capture-pane", "-p", "-e");
    }

    private String tmux(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("tmux", "-L", server));
        command.addAll(List.of(arguments));
        try (Program tmux = Program.start(command, LOCALE)) {
            assertThat(tmux.status()).as(tmux.err()).isZero();
            return tmux.out();
        }
    }

    @Override
    public void close() throws IOException {
        tmux("kill-server");
    }
}
