package io.contentjobs.http.naive;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A mistake that servers make.
 *
 * @param name the mistake in a few words
 * @param item the name of the test that finds it
 * @param misread changes a request as if the server did not see, or misread, a part of it
 * @param misspell changes the answer
 */
record Mistake(String name, String item, Consumer<Question> misread, BiConsumer<Question, Reply> misspell) {
    /** A server that makes none. */
    static final Mistake NONE = misspelling("none", "", told -> {});

    /** One or more for each item of the contract. */
    static final List<Mistake> ALL = List.of(
            misspelling("spaces in json", "pending_job_is_told", told -> told.replace(":\"PENDING\"", ": \"PENDING\"")),
            misspelling("other status", "processing_job_is_told", told -> told.replace("PROCESSING", "RUNNING")),
            misspelling(
                    "other field",
                    "completed_job_is_told_with_its_images",
                    told -> told.replace("imageUrls", "images")),
            misspelling("no unicode", "failed_job_is_told_with_its_error", told -> told.replace("메모리", "???")),
            misspelling(
                    "other default",
                    "failed_job_without_an_error_is_told_with_the_default_text",
                    told -> told.replace("이미지 생성 실패", "")),
            misspelling("unknown is 200", "unknown_job_is_not_found", told -> told.become(404, 200)),
            misspelling("malformed is unknown", "malformed_id_is_refused", told -> told.become(400, 404)),
            misspelling(
                    "gone is unknown",
                    "completed_job_whose_images_have_expired_is_gone",
                    told -> told.become(410, 404)),
            misspelling(
                    "unreadable is unknown", "record_that_makes_no_sense_is_an_error", told -> told.become(500, 404)),
            misspelling("outage is unknown", "store_that_is_down_is_never_not_found", told -> told.become(503, 404)),
            misspelling(
                    "always retry after",
                    "retry_after_is_there_exactly_where_asking_again_makes_sense",
                    told -> told.set("Retry-After", "2")),
            misspelling(
                    "no retry after",
                    "retry_after_is_there_exactly_where_asking_again_makes_sense",
                    told -> told.without("Retry-After")),
            misspelling(
                    "weak tag",
                    "entity_tag_is_strong_and_of_the_representation_alone",
                    told -> told.set("ETag", "W/\"1\"")),
            misspelling(
                    "unquoted tag",
                    "entity_tag_is_strong_and_of_the_representation_alone",
                    told -> told.set("ETag", "1")),
            misreading(
                    "no revalidation",
                    "representation_that_the_client_has_is_not_sent_again",
                    asked -> asked.without("If-None-Match")),
            misreading("always not modified", "representation_that_the_client_does_not_have_is_sent", asked -> {
                if (asked.has("If-None-Match")) {
                    asked.set("If-None-Match", "*");
                }
            }),
            mistake("errors not modified", "error_is_told_whatever_the_client_has", (asked, told) -> {
                if (asked.has("If-None-Match")) {
                    told.become(404, 304);
                }
            }),
            misspelling(
                    "errors are kept",
                    "caches_ask_each_time_and_keep_no_error",
                    told -> told.set("Cache-Control", "private, no-cache")),
            misspelling(
                    "no vary",
                    "answers_say_what_they_vary_by_and_are_what_they_say",
                    told -> told.set("Vary", "Accept-Encoding")),
            misspelling(
                    "no nosniff",
                    "answers_say_what_they_vary_by_and_are_what_they_say",
                    told -> told.without("X-Content-Type-Options")),
            mistake("bare head", "head_is_get_without_the_body", (asked, told) -> {
                if (asked.method().equals("HEAD")) {
                    told.without("ETag");
                }
            }),
            misspelling("no allow", "other_methods_are_not_allowed", told -> told.without("Allow")),
            mistake("strict query", "query_of_others_changes_nothing", (asked, told) -> {
                if (asked.hasQuery()) {
                    told.become(200, 400);
                }
            }),
            misreading("no wait", "end_is_waited_for", asked -> asked.without("Prefer")),
            misreading(
                    "no wait for change",
                    "change_is_waited_for_by_a_client_that_names_what_it_has",
                    asked -> asked.without("Prefer")),
            misspelling(
                    "nothing applied",
                    "representation_that_differs_is_told_at_once",
                    told -> told.without("Preference-Applied")),
            misspelling(
                    "nothing applied to the end",
                    "end_that_has_come_is_told_at_once",
                    told -> told.without("Preference-Applied")),
            misreading("no time", "current_state_is_told_when_the_time_is_up", asked -> {
                asked.without("Prefer");
                asked.withoutQuery();
            }),
            misreading(
                    "always whole",
                    "not_modified_is_told_when_the_time_is_up_to_a_client_that_names_what_it_has",
                    asked -> asked.without("If-None-Match")),
            misreading("head does not wait", "head_waits_too", asked -> {
                if (asked.method().equals("HEAD")) {
                    asked.without("Prefer");
                }
            }),
            misspelling(
                    "endless wait",
                    "wait_is_never_longer_than_the_server_grants",
                    told -> told.set("Preference-Applied", "wait=100000000")),
            mistake("strict prefer", "preference_that_asks_for_no_wait_is_answered_at_once", (asked, told) -> {
                if (asked.has("Prefer")) {
                    told.become(200, 400);
                }
            }),
            misspelling(
                    "always applied",
                    "client_that_does_not_wait_is_told_of_no_preference",
                    told -> told.set("Preference-Applied", "wait=0")),
            misreading("lax query", "wait_in_the_query_that_is_no_number_is_refused", Question::withoutQuery),
            mistake("errors applied", "error_is_told_at_once_and_grants_nothing", (asked, told) -> {
                if (asked.has("Prefer")) {
                    told.set("Preference-Applied", "wait=10");
                }
            }),
            misspelling(
                    "other event",
                    "each_change_is_told_once_up_to_the_end",
                    told -> told.replace("event: status", "event: message")),
            misspelling("no event id", "job_that_has_ended_is_one_event", told -> told.replace("id: ", "key: ")),
            misspelling("no retry", "stream_says_what_it_is", told -> told.replace("retry: ", "pause: ")),
            misreading(
                    "told again",
                    "event_that_the_client_has_seen_is_not_told_again",
                    asked -> asked.without("Last-Event-ID")),
            mistake("never told", "event_that_the_client_has_not_seen_is_told", (asked, told) -> {
                if (asked.has("Last-Event-ID")) {
                    told.replace("data: {\"status\":\"PENDING\"", "data: {\"status\":\"SEEN\"");
                }
            }),
            misreading(
                    "end told again",
                    "client_that_has_seen_the_end_need_not_come_again",
                    asked -> asked.without("Last-Event-ID")),
            mistake("errors are streams", "error_before_a_stream_is_an_ordinary_answer", (asked, told) -> {
                if (asked.has("Accept")) {
                    told.become(404, 200);
                }
            }),
            misspelling(
                    "always stream",
                    "client_that_does_not_prefer_a_stream_is_told_json",
                    told -> told.set("Content-Type", "text/event-stream")),
            misreading("no stream", "client_that_prefers_a_stream_is_told_one", asked -> asked.without("Accept")),
            misreading("head of json", "head_is_told_the_headers_of_a_stream", asked -> {
                if (asked.method().equals("HEAD")) {
                    asked.without("Accept");
                }
            }));

    private static Mistake misreading(String name, String item, Consumer<Question> misread) {
        return new Mistake(name, item, misread, (asked, told) -> {});
    }

    private static Mistake misspelling(String name, String item, Consumer<Reply> misspell) {
        return mistake(name, item, (asked, told) -> misspell.accept(told));
    }

    private static Mistake mistake(String name, String item, BiConsumer<Question, Reply> misspell) {
        return new Mistake(name, item, asked -> {}, misspell);
    }

    @Override
    public String toString() {
        return name;
    }
}
