package io.smartconnect.bench.accuracy;

import io.smartconnect.exporter.health.HealthSettings;
import io.smartconnect.simulator.scenario.InstanceBuilder;
import io.smartconnect.simulator.scenario.TaskBuilder;
import io.smartconnect.simulator.scenario.TopicBuilder;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * One task of a simulated cloud, and its topic.
 *
 * @param name of the task and of its topic, and the task's id
 * @param promise what is promised of its lag in seconds
 * @param deliverInterval what the cloud says of it; the health window is at least two of them
 * @param partitions how they are fed and how the task moves in them
 * @param course what is done to the task
 * @param stalls when it really stalls, although it says that it runs
 */
record Case(
        String name,
        Promise promise,
        Duration deliverInterval,
        Consumer<TopicBuilder> partitions,
        Consumer<TaskBuilder> course,
        Stalls stalls) {

    /** What the project promises of lag in seconds, besides not to be worse than the comparison. */
    enum Promise {
        /** Constant rate: median error at most half a poll interval, 95th percentile at most one. */
        CONSTANT,
        /** Bursts: 95th percentile at most two poll intervals. */
        BURSTS,
        NOTHING_MORE
    }

    /** A task that nobody touches and that never stalls. */
    static Case of(String name, Promise promise, Duration deliverInterval, Consumer<TopicBuilder> partitions) {
        return new Case(name, promise, deliverInterval, partitions, task -> {}, Stalls.NONE);
    }

    Case with(Consumer<TaskBuilder> touches) {
        return new Case(name, promise, deliverInterval, partitions, touches, stalls);
    }

    Case with(Stalls real) {
        return new Case(name, promise, deliverInterval, partitions, course, real);
    }

    /** How many polls make the window by which it is judged. */
    int windowPolls() {
        double dumps = 2.0 * deliverInterval.toMillis() / Laboratory.INTERVAL.toMillis();
        return Math.max(HealthSettings.DEFAULT.windowPolls(), (int) Math.ceil(dumps));
    }

    void addTo(InstanceBuilder instance) {
        instance.obs(name, name, task -> {
            task.deliverInterval(deliverInterval).topic(name, partitions);
            course.accept(task);
        });
    }
}
