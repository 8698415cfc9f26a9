package io.smartconnect.exporter.cloud.dms;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.kit.SmallJvm;
import org.junit.jupiter.api.Test;

/** Legal answers of up to 15 MiB, of eight instances at once, in a heap of 96 MiB. */
class SmallHeapTest {

    private static final String TOO_LONG =
            "must have at most 1,048,576 characters in a value, 1,000 in a name, and 1,000 levels";

    @Test
    void hostileAnswers_neverFillTheHeap() throws Exception {
        assertThat(SmallJvm.run(SmallHeap.class, 96))
                .containsExactly(
                        "read",
                        "list_tasks: " + TOO_LONG,
                        "list_tasks: must have at most 5,000 tasks",
                        "list_tasks: must have at most 10,000 values",
                        "list_tasks: " + TOO_LONG,
                        "show_dump_task: must have at most 100,000 partitions of a task",
                        "show_dump_task: must have at most 10,000 topics of a task",
                        "show_dump_task: must have at most 200,000 values",
                        "exit 0");
    }
}
