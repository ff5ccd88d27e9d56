package io.contentjobs.application.kit;

import org.jspecify.annotations.Nullable;

/** A fault of a store, and the test of the kit that finds it. */
enum Fault {
    CUTS_ERRORS_AT_255_CHARACTERS("Writer", "results_are_found_unchanged_and_replaced_as_a_whole"),
    CUTS_ERRORS_AT_4000_BYTES("Writer", "results_are_found_unchanged_and_replaced_as_a_whole"),
    CUTS_URLS_AT_255_CHARACTERS("Writer", "results_are_found_unchanged_and_replaced_as_a_whole"),
    TRIMS_ERRORS("Writer", "results_are_found_unchanged_and_replaced_as_a_whole"),
    STORES_THREE_BYTE_CHARACTERS_ONLY("Writer", "results_are_found_unchanged_and_replaced_as_a_whole"),
    MERGES_IMAGES("Writer", "results_are_found_unchanged_and_replaced_as_a_whole"),
    CREATES_OVER_A_RECORD("Writer", "job_is_not_created_over_another_record"),
    CREATES_IN_TWO_STEPS("Writer", "exactly_one_of_several_concurrent_creations_succeeds"),
    CHANGES_ENDED_JOBS("Writer", "status_advances_as_job_status_allows_and_other_fields_stay"),
    CHANGES_IN_TWO_STEPS("Writer", "exactly_one_of_several_concurrent_ends_is_applied"),
    CHANGE_DROPS_FIELDS("Writer", "status_advances_as_job_status_allows_and_other_fields_stay"),
    CHANGE_CREATES_JOBS("Writer", "status_of_an_unknown_job_does_not_advance"),
    REPEATED_CHANGE_IS_APPLIED("Writer", "status_advances_as_job_status_allows_and_other_fields_stay"),
    ERROR_CREATES_JOBS("Writer", "results_create_no_job_and_change_none"),
    ACKNOWLEDGES_WRITES_IN_AN_OUTAGE("Writer", "each_write_during_an_outage_fails"),
    CUTS_TIMES_TO_SECONDS("Reader", "job_is_found_as_it_was_stored"),
    IGNORES_CASE_OF_IDS("Reader", "unknown_records_are_absent"),
    KEEPS_WHAT_IT_READ("Reader", "each_read_returns_the_present_record"),
    INVALID_RECORD_IS_ABSENT("Reader", "invalid_record_is_unreadable_and_other_jobs_are_not_affected"),
    OUTAGE_IS_ABSENT("Reader", "outage_is_never_an_absent_record"),
    CLEARS_THE_INTERRUPT("Reader", "interrupted_thread_stays_interrupted"),
    INVALID_RECORD_FAILS_ALL_READS("Reader", "invalid_record_among_several_fails_alone"),
    MISSING_JOB_HAS_NO_ENTRY("StatusReader", "unknown_and_unreadable_jobs_have_no_status"),
    OUTAGE_IS_A_MISSING_JOB("StatusReader", "result_lacks_the_jobs_that_could_not_be_read"),
    READS_1000_STATUSES_AT_MOST("StatusReader", "one_call_finds_thousands_of_statuses"),
    RECORDS_NEVER_EXPIRE("Lifetime", "created_job_expires"),
    CHANGE_KEEPS_THE_LIFETIME("Lifetime", "each_change_restarts_the_lifetime"),
    REFUSED_CHANGE_RESTARTS_THE_LIFETIME("Lifetime", "change_that_is_not_made_does_not_restart_the_lifetime"),
    READING_RESTARTS_THE_LIFETIME("Lifetime", "reading_does_not_restart_a_lifetime"),
    IMAGES_LIVE_AS_LONG_AS_JOBS("Lifetime", "results_have_lifetimes_of_their_own_which_each_write_restarts"),
    RECORDER_WRITES_THE_STATUS_FIRST(
            "KilledWorker", "job_is_unchanged_or_has_its_result_after_each_command_and_each_call_can_be_repeated"),
    RECORDER_SWALLOWS_OUTAGES(
            "KilledWorker", "job_is_unchanged_or_has_its_result_after_each_command_and_each_call_can_be_repeated");

    /** The fault of each {@link ForeignStore} from now on; null for none. */
    private static volatile @Nullable Fault planted;

    private final String contract;
    private final String test;

    Fault(String contract, String test) {
        this.contract = contract;
        this.test = test;
    }

    /** Returns the nested class of {@link ForeignStoreContracts} that finds the fault. */
    String contract() {
        return contract;
    }

    String test() {
        return test;
    }

    boolean isPlanted() {
        return planted == this;
    }

    static void plant(@Nullable Fault fault) {
        planted = fault;
    }
}
