package io.smartconnect.exporter.cloud.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BodyBudgetTest {

    private static final int MIB = 1 << 20;

    private final BodyBudget budget = new BodyBudget(2 * MIB);
    private final List<String> granted = new ArrayList<>();

    private boolean take(BodyReservation place, int bytes, String name) {
        return place.take(bytes, () -> granted.add(name));
    }

    @Test
    void shortBodies_areFree() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(take(budget.place(), BodyBudget.FREE_BYTES, "short")).isTrue();
        }
    }

    @Test
    void bodyBeyondTheBudget_isFavored_andTheNextOneWaits_untilItEnds() {
        BodyReservation first = budget.place();
        BodyReservation second = budget.place();
        assertThat(take(first, 2 * MIB, "first")).isTrue();
        assertThat(take(first, 14 * MIB, "first")).as("favored").isTrue();
        assertThat(take(second, MIB, "second")).isFalse();
        assertThat(granted).isEmpty();

        first.close();
        assertThat(granted).containsExactly("second");
        assertThat(take(second, MIB, "second")).isTrue();
    }

    @Test
    void bodiesThatWait_goOn_inTheirOrder() {
        BodyReservation favored = budget.place();
        take(favored, 3 * MIB, "favored");
        BodyReservation full = budget.place();
        take(full, 2 * MIB, "full");
        BodyReservation second = budget.place();
        BodyReservation third = budget.place();
        assertThat(take(second, MIB, "second")).isFalse();
        assertThat(take(third, MIB, "third")).isFalse();

        full.close();
        favored.close();
        assertThat(granted).containsExactly("second", "third");
    }

    @Test
    void bodyThatGivesUp_leavesItsPlaceInTheQueue() {
        BodyReservation favored = budget.place();
        take(favored, 3 * MIB, "favored");
        BodyReservation full = budget.place();
        take(full, 2 * MIB, "full");
        BodyReservation second = budget.place();
        BodyReservation third = budget.place();
        take(second, MIB, "second");
        take(third, MIB, "third");

        second.close();
        favored.close();
        assertThat(granted).containsExactly("third");
    }

    @Test
    void places_canBeUsedAgain_andTheBudgetIsWholeAgain() {
        BodyReservation place = budget.place();
        for (int attempt = 0; attempt < 10; attempt++) {
            assertThat(take(place, 2 * MIB, "again")).isTrue();
            assertThat(take(budget.place(), BodyBudget.FREE_BYTES, "other")).isTrue();
            place.close();
        }
        BodyReservation other = budget.place();
        assertThat(take(other, 2 * MIB, "other")).isTrue();
    }

    @Test
    void budget_isAnEighthOfTheHeap_orWhatTheLargestBodyNeeds() {
        assertThat(BodyBudget.ofHeap(256L * MIB).whole()).isEqualTo(32L * MIB);
        assertThat(BodyBudget.ofHeap(8_192L * MIB).whole()).isEqualTo(1_024L * MIB);
        assertThat(BodyBudget.ofHeap(32L * MIB).whole()).isEqualTo(17L * MIB);
    }
}
