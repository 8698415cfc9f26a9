package io.smartconnect.exporter.snapshot.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.poll.CloudSamples;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ListingMergeTest {

    private static final Instant ONE = Instant.ofEpochMilli(1);
    private static final Instant TWO = Instant.ofEpochMilli(2);

    private static List<ListingMerge.Merged> merge(List<Task> smartConnect, List<Task> dumps) {
        return ListingMerge.merge(smartConnect, dumps);
    }

    /** As {@code id=dump id}, with {@code -} where the dump listing does not name it. */
    private static List<String> pairs(List<Task> smartConnect, List<Task> dumps) {
        return merge(smartConnect, dumps).stream()
                .map(merged -> merged.task().id() + "=" + merged.dumpId().orElse("-"))
                .toList();
    }

    @Test
    void tasks_areOne_whenTheirIdsAreEqual() {
        List<ListingMerge.Merged> merged =
                merge(List.of(CloudSamples.obs("t", "a", ONE)), List.of(CloudSamples.dump("t", "b", TWO)));

        assertThat(merged).singleElement().satisfies(one -> {
            assertThat(one.task().name()).isEqualTo("a");
            assertThat(one.task().created()).contains(ONE);
            assertThat(one.task().apis()).containsExactlyInAnyOrder(ApiFamily.SMART_CONNECT, ApiFamily.DUMP);
            assertThat(one.detailId()).isEqualTo("t");
        });
    }

    @Test
    void tasks_areOneUnderTheSmartConnectId_whenNameAndTimeAreEqual() {
        List<ListingMerge.Merged> merged =
                merge(List.of(CloudSamples.obs("s", "a", ONE)), List.of(CloudSamples.dump("d", "a", ONE)));

        assertThat(merged).singleElement().satisfies(one -> {
            assertThat(one.task().id()).isEqualTo("s");
            assertThat(one.task().apis()).isEqualTo(Set.of(ApiFamily.SMART_CONNECT, ApiFamily.DUMP));
            assertThat(one.detailId()).isEqualTo("d");
            assertThat(one.mayHaveDetail()).isTrue();
        });
    }

    @Test
    void tasks_areTwo_whenOnlyNameOrTimeIsEqual() {
        assertThat(pairs(List.of(CloudSamples.obs("s", "a", ONE)), List.of(CloudSamples.dump("d", "a", TWO))))
                .containsExactly("d=d", "s=-");
        assertThat(pairs(List.of(CloudSamples.obs("s", "a", ONE)), List.of(CloudSamples.dump("d", "b", ONE))))
                .containsExactly("d=d", "s=-");
    }

    @Test
    void tasks_areNotMerged_whenNameAndTimeAreAmbiguousAmongDumps() {
        List<Task> dumps = List.of(CloudSamples.dump("d1", "a", ONE), CloudSamples.dump("d2", "a", ONE));

        assertThat(pairs(List.of(CloudSamples.obs("s", "a", ONE)), dumps)).containsExactly("d1=d1", "d2=d2", "s=-");
    }

    @Test
    void tasks_areNotMerged_whenNameAndTimeAreAmbiguousInSmartConnect() {
        List<Task> smartConnect = List.of(CloudSamples.obs("s1", "a", ONE), CloudSamples.obs("s2", "a", ONE));

        assertThat(pairs(smartConnect, List.of(CloudSamples.dump("d", "a", ONE))))
                .containsExactly("d=d", "s1=-", "s2=-");
    }

    @Test
    void nameAndTime_stayAmbiguous_evenIfOneOfTheirTasksIsMatchedById() {
        List<Task> dumps = List.of(CloudSamples.dump("x", "a", ONE), CloudSamples.dump("d", "a", ONE));

        assertThat(pairs(List.of(CloudSamples.obs("x", "a", ONE)), dumps)).containsExactly("d=d", "x=x");
        assertThat(pairs(List.of(CloudSamples.obs("x", "b", ONE), CloudSamples.obs("s", "a", ONE)), dumps))
                .containsExactly("d=d", "s=-", "x=x");
    }

    @Test
    void tasks_areNotMerged_whenTheirTimeIsUnknown() {
        Task smartConnect = CloudSamples.withoutTime(CloudSamples.obs("s", "a", ONE));
        Task dump = CloudSamples.withoutTime(CloudSamples.dump("d", "a", ONE));

        assertThat(pairs(List.of(smartConnect), List.of(dump))).containsExactly("d=d", "s=-");
    }

    @Test
    void tasks_areNotMerged_whenTheirNameIsUnknown() {
        assertThat(pairs(List.of(CloudSamples.obs("s", "", ONE)), List.of(CloudSamples.dump("d", "", ONE))))
                .containsExactly("d=d", "s=-");
    }

    @Test
    void dump_isNotUsedTwice_whenItIsMatchedByIdAlready() {
        List<Task> smartConnect = List.of(CloudSamples.obs("d", "b", TWO), CloudSamples.obs("s", "a", ONE));

        assertThat(pairs(smartConnect, List.of(CloudSamples.dump("d", "a", ONE))))
                .containsExactly("d=d", "s=-");
    }

    @Test
    void idsWin_whateverTheOrderOfTheListing() {
        List<Task> smartConnect = List.of(CloudSamples.obs("s", "a", ONE), CloudSamples.obs("d", "b", TWO));

        assertThat(pairs(smartConnect, List.of(CloudSamples.dump("d", "a", ONE))))
                .containsExactly("d=d", "s=-");
    }

    @Test
    void tasksOfOneListing_stay_whateverTheOtherHas() {
        assertThat(pairs(List.of(CloudSamples.replication("r")), List.of())).containsExactly("r=-");
        assertThat(pairs(List.of(), List.of(CloudSamples.dump("d")))).containsExactly("d=d");
        assertThat(pairs(List.of(), List.of())).isEmpty();
    }

    @Test
    void detail_mayExist_forListedDumpsAndForObsTasksOnly() {
        List<ListingMerge.Merged> merged =
                merge(List.of(CloudSamples.obs("o"), CloudSamples.replication("r")), List.of(CloudSamples.dump("d")));

        assertThat(merged.stream()
                        .filter(ListingMerge.Merged::mayHaveDetail)
                        .map(ListingMerge.Merged::detailId)
                        .toList())
                .containsExactly("d", "o");
    }

    @Property(tries = 300)
    void everyListedTask_isInTheMergeExactlyOnce(
            @ForAll @Size(max = 6) @IntRange(max = 40) int[] smartConnect,
            @ForAll @Size(max = 6) @IntRange(max = 40) int[] dumps) {
        List<Task> listed = Arrays.stream(smartConnect)
                .distinct()
                .mapToObj(ListingMergeTest::anyObs)
                .toList();
        List<Task> dumped = Arrays.stream(dumps)
                .distinct()
                .mapToObj(ListingMergeTest::anyDump)
                .toList();

        List<ListingMerge.Merged> merged = merge(listed, dumped);

        assertThat(merged).extracting(one -> one.task().id()).isSorted().doesNotHaveDuplicates();
        assertThat(merged).extracting(one -> one.task().id()).containsAll(ids(listed));
        assertThat(merged.stream().map(ListingMerge.Merged::dumpId).flatMap(Optional::stream))
                .containsExactlyInAnyOrderElementsOf(ids(dumped));
        assertThat(merged).hasSize(listed.size() + dumped.size() - pairs(merged));
    }

    private static int pairs(List<ListingMerge.Merged> merged) {
        return (int)
                merged.stream().filter(one -> one.task().apis().size() == 2).count();
    }

    private static Set<String> ids(List<Task> tasks) {
        return tasks.stream().map(Task::id).collect(Collectors.toSet());
    }

    /** Few names and times, so that many are equal. */
    private static Task anyObs(int number) {
        return CloudSamples.obs("t" + number, "name " + number % 3, Instant.ofEpochMilli(number % 2));
    }

    private static Task anyDump(int number) {
        return CloudSamples.dump("t" + number, "name " + number % 3, Instant.ofEpochMilli(number % 2));
    }

    @Test
    void merge_isTheSame_whateverTheOrderOfTheListings() {
        List<Task> smartConnect =
                IntStream.of(1, 2, 3, 4).mapToObj(ListingMergeTest::anyObs).toList();
        List<Task> dumps =
                IntStream.of(3, 8, 9, 10).mapToObj(ListingMergeTest::anyDump).toList();
        List<Task> turnedSmartConnect =
                IntStream.of(4, 3, 2, 1).mapToObj(ListingMergeTest::anyObs).toList();
        List<Task> turnedDumps =
                IntStream.of(10, 9, 8, 3).mapToObj(ListingMergeTest::anyDump).toList();

        assertThat(merge(turnedSmartConnect, turnedDumps)).isEqualTo(merge(smartConnect, dumps));
    }
}
