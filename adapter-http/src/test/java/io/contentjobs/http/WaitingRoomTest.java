package io.contentjobs.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WaitingRoomTest {
    @Test
    void there_are_so_many_seats_and_no_more() {
        WaitingRoom room = new WaitingRoom(2);

        assertThat(room.enter()).isTrue();
        assertThat(room.enter()).isTrue();
        assertThat(room.enter()).isFalse();
        assertThat(room.taken()).isEqualTo(2);
    }

    @Test
    void seat_that_is_left_is_free() {
        WaitingRoom room = new WaitingRoom(1);
        assertThat(room.enter()).isTrue();

        room.leave();

        assertThat(room.taken()).isZero();
        assertThat(room.enter()).isTrue();
    }

    @Test
    void nobody_enters_a_room_that_is_closed() {
        WaitingRoom room = new WaitingRoom(2);
        assertThat(room.enter()).isTrue();

        room.close();

        assertThat(room.isClosed()).isTrue();
        assertThat(room.enter()).isFalse();
        assertThat(room.taken()).isEqualTo(1);
    }
}
