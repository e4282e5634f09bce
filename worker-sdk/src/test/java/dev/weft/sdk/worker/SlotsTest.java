package dev.weft.sdk.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class SlotsTest {

    @Test
    void asManyAsWantedAreTakenWhenThatManyAreFree() throws InterruptedException {
        Slots slots = new Slots(10);

        assertThat(slots.take(4)).isEqualTo(4);
        assertThat(slots.take(100)).isEqualTo(6);
        assertThat(slots.taken()).isEqualTo(10);
    }

    @Test
    void takingWaitsUntilOneIsFree() throws InterruptedException {
        Slots slots = new Slots(1);
        slots.take(1);
        Thread waiting = Thread.ofVirtual().start(() -> {
            try {
                slots.take(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Awaitility.await().until(() -> waiting.getState() == Thread.State.WAITING);

        slots.release(1);

        waiting.join();
        assertThat(slots.taken()).isEqualTo(1);
    }

    @Test
    void lentSlotsAreTakenBackFirst() throws InterruptedException {
        Slots slots = new Slots(2);
        slots.take(2);
        slots.lend(1);

        slots.release(3);

        assertThat(slots.taken()).isZero();
        assertThat(slots.awaitAllFree(0)).isTrue();
    }
}
