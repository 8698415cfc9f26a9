package io.smartconnect.exporter.lag;

import io.smartconnect.exporter.snapshot.task.TaskInfo;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The source topics of a task: a set of names, or all topics whose whole name matches its regular expression. */
public final class TaskTopics {

    private final Set<String> names;
    private final @Nullable Pattern pattern;

    private TaskTopics(Set<String> names, @Nullable Pattern pattern) {
        this.names = names;
        this.pattern = pattern;
    }

    /** The topics of a task with these facts. An invalid expression matches no topic. */
    public static TaskTopics of(TaskInfo info) {
        Set<String> names = Arrays.stream(info.topics().split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        return new TaskTopics(names, names.isEmpty() ? compiled(info.topicsRegex()) : null);
    }

    /** True if the task's facts name topics or an expression. */
    public boolean areKnown() {
        return !names.isEmpty() || pattern != null;
    }

    /** True if the task reads {@code topic}. */
    public boolean contain(String topic) {
        return names.contains(topic) || (pattern != null && matches(pattern, topic));
    }

    private static @Nullable Pattern compiled(String expression) {
        try {
            return expression.isEmpty() ? null : Pattern.compile(expression);
        } catch (PatternSyntaxException | StackOverflowError e) {
            return null;
        }
    }

    private static boolean matches(Pattern pattern, String topic) {
        try {
            return pattern.matcher(new Metered(topic)).matches();
        } catch (TooManySteps | StackOverflowError e) {
            return false;
        }
    }

    /** Ends a match that takes too long: the expression comes from the cloud, and some take exponential time. */
    private static final class TooManySteps extends RuntimeException {

        TooManySteps() {
            super("the expression takes too long", null, false, false);
        }
    }

    /** A text that limits how often a match reads its characters. */
    private static final class Metered implements CharSequence {

        private static final int MOST_READS = 100_000;

        private final String text;
        private int reads;

        Metered(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (++reads > MOST_READS) {
                throw new TooManySteps();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
