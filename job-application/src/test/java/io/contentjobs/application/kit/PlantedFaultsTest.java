package io.contentjobs.application.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contracts find each fault of a store, say what is wrong, and find nothing in a correct store. */
final class PlantedFaultsTest {
    @AfterEach
    void repair() {
        Fault.plant(null);
    }

    @ParameterizedTest
    @EnumSource
    void fault_is_found_by_its_test_which_says_what_is_wrong(Fault fault) throws Exception {
        Fault.plant(fault);

        Map<String, String> messages = KitRun.of(contract(fault.contract()));

        messages.values().removeIf(String::isEmpty);
        assertThat(messages.keySet()).as("failed tests").anyMatch(id -> id.contains(fault.test()));
        assertThat(messages.values())
                .as("messages of failed tests")
                .allMatch(message -> message.matches("(?s)\\S*Error: \\s*\\[.+\\].*|.*Exception: .*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Reader", "StatusReader", "Writer", "Lifetime", "KilledWorker"})
    void nothing_is_found_in_a_correct_store(String contract) throws Exception {
        Map<String, String> messages = KitRun.of(contract(contract));

        assertThat(messages).as("tests").hasSizeGreaterThanOrEqualTo(5);
        assertThat(messages.values()).as("failures").containsOnly("");
    }

    @Test
    void faults_are_of_each_contract() {
        assertThat(List.of(Fault.values())).hasSizeGreaterThanOrEqualTo(13);
        assertThat(List.of(Fault.values()).stream().map(Fault::contract).distinct())
                .containsExactlyInAnyOrder("Reader", "StatusReader", "Writer", "Lifetime", "KilledWorker");
    }

    private static Class<?> contract(String name) throws ClassNotFoundException {
        return Class.forName(ForeignStoreContracts.class.getName() + "$" + name);
    }
}
