package io.smartconnect.bench.accuracy;

import io.smartconnect.simulator.fault.Fault;
import io.smartconnect.simulator.http.ThrottlingResponse;
import java.util.function.Consumer;

/** Something that is done to the cloud or to the exporter right before a poll. */
interface Disturbance {

    void before(int poll, Laboratory laboratory);

    static Disturbance none() {
        return (poll, laboratory) -> {};
    }

    /** Both. */
    default Disturbance and(Disturbance other) {
        return (poll, laboratory) -> {
            before(poll, laboratory);
            other.before(poll, laboratory);
        };
    }

    /** In each {@code period} polls the last {@code length} are throttled. */
    static Disturbance throttling(int period, int length) {
        return (poll, laboratory) -> {
            int within = poll % period;
            if (within == period - length) {
                laboratory.cloud().add(Fault.on().throttle(ThrottlingResponse.APIG_429));
            } else if (within == 0) {
                laboratory.cloud().clearFaults();
            }
        };
    }

    /** In each {@code period} polls the task is paused for the last {@code length}; the next sees it just resumed. */
    static Disturbance pauses(String task, int period, int length) {
        return (poll, laboratory) -> {
            int within = poll % period;
            if (within == period - length) {
                laboratory.cloud().pauseTask(Laboratory.INSTANCE, task);
            } else if (within == 0 && poll > 0) {
                laboratory.cloud().resumeTask(Laboratory.INSTANCE, task);
            }
        };
    }

    static Disturbance recreations(String topic, int period) {
        return every(period, laboratory -> laboratory.cloud().recreateTopic(Laboratory.INSTANCE, topic));
    }

    /** The exporter is restarted without a state file. */
    static Disturbance restarts(int period) {
        return every(period, Laboratory::restartExporter);
    }

    /** The exporter is stopped for the last {@code length} polls of each {@code period}, then started with its state file. */
    static Disturbance restartsWithStateFile(int period, int length) {
        return (poll, laboratory) -> {
            int within = poll % period;
            if (within == period - length) {
                laboratory.stopExporter();
            } else if (within == 0 && poll > 0) {
                laboratory.startExporterWithStateFile();
            }
        };
    }

    private static Disturbance every(int period, Consumer<Laboratory> act) {
        return (poll, laboratory) -> {
            if (poll > 0 && poll % period == 0) {
                act.accept(laboratory);
            }
        };
    }
}
