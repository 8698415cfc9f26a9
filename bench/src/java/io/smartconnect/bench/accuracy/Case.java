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
 * @param name of the task, and the task's id
 * @param promise what is promised of its lag in seconds
 * @param deliverInterval what the cloud says of it; the health window is at least two of them; zero of a replication
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

    /** What the project promises of a task, besides what it promises of all. */
    enum Promise {
        /** Constant rate: median error at most half a poll interval, 95th percentile at most one. */
        CONSTANT,
        /** Bursts: 95th percentile at most two poll intervals. */
        BURSTS,
        /** A replication: 95th percentile of lag in seconds at most two points and the delay of Cloud Eye. */
        CLOUD_EYE,
        /** A task that moves at every poll: the median time until a stall is found is at most 180 s. */
        BUSY,
        /** A dump of 900 s: the median time until a stall is found is at most 1,000 s. */
        RARE_DELIVERIES,
        /** A dump whose messages are deleted: 95th percentile of the retention margin at most 5 %. */
        MARGIN,
        /** A task that falls behind at constant rates: median error of the time to breach at most 10 %. */
        BREACH,
        NOTHING_MORE
    }

    /** A task that nobody touches and that never stalls. */
    static Case of(String name, Promise promise, Duration deliverInterval, Consumer<TopicBuilder> partitions) {
        return new Case(name, promise, deliverInterval, partitions, task -> {}, Stalls.NONE);
    }

    /** A replication that nobody touches and that never stalls. */
    static Case replication(String name, Consumer<TopicBuilder> partitions) {
        return of(name, Promise.CLOUD_EYE, Duration.ZERO, partitions);
    }

    /** The topic of the task with this name: names of topics have neither blanks nor commas. */
    static String topic(String task) {
        return task.replaceAll("[^a-zA-Z0-9]+", "-");
    }

    boolean isReplication() {
        return promise == Promise.CLOUD_EYE;
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
        Consumer<TaskBuilder> task = each -> {
            each.deliverInterval(deliverInterval).topic(topic(name), partitions);
            course.accept(each);
        };
        if (isReplication()) {
            instance.replication(name, name, task);
        } else {
            instance.obs(name, name, task);
        }
    }
}
