package io.smartconnect.exporter.lag;

import io.smartconnect.exporter.snapshot.task.TaskInfo;
import java.util.Arrays;
import java.util.Collection;
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

    /** Those of {@code topics} that the task reads. None if the expression takes too long for all of them together. */
    public Set<String> among(Collection<String> topics) {
        return pattern == null
                ? topics.stream().filter(names::contains).collect(Collectors.toUnmodifiableSet())
                : matching(pattern, topics);
    }

    private static @Nullable Pattern compiled(String expression) {
        try {
            return expression.isEmpty() ? null : Pattern.compile(expression);
        } catch (PatternSyntaxException | StackOverflowError e) {
            return null;
        }
    }

    private static Set<String> matching(Pattern pattern, Collection<String> topics) {
        Steps steps = new Steps();
        try {
            return topics.stream()
                    .filter(topic -> pattern.matcher(new Metered(topic, steps)).matches())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (TooManySteps | StackOverflowError e) {
            return Set.of();
        }
    }

    /** Ends a match that takes too long: the expression comes from the cloud, and some take exponential time. */
    private static final class TooManySteps extends RuntimeException {

        TooManySteps() {
            super("the expression takes too long", null, false, false);
        }
    }

    /** The number of characters that the matches of one expression have read. */
    private static final class Steps {

        /** Enough for 10 alternatives anywhere in the names of 2,000 topics; takes about 50 ms. */
        private static final int MOST = 1_000_000;

        private int taken;

        void take() {
            if (++taken > MOST) {
                throw new TooManySteps();
            }
        }
    }

    /** A text that counts each read of a character as a step. */
    private record Metered(String text, Steps steps) implements CharSequence {

        @Override
        public char charAt(int index) {
            steps.take();
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
