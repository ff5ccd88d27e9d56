package io.contentjobs.http.naive;

import io.contentjobs.http.contract.ClientFilter;
import io.contentjobs.http.contract.ClientRequest;
import io.contentjobs.http.testing.RawResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A mistake that servers make, played by a filter between the contract's client and a correct server.
 *
 * @param item the name of the test that finds it
 * @param when the requests that are answered wrongly: all, those with a header, those with a query, or those with a method
 * @param part the part that is wrong: a header of the request, its query, or the status, a header or the body of the response
 * @param right the status, the text of the body, or the name of the header
 * @param wrong the replacement; for a header the value, or nothing where it is missing
 */
record Mistake(String item, String when, String part, String right, String wrong) implements ClientFilter {
    /** One or more for each item of the contract. */
    static final List<Mistake> ALL = """
            each_job_has_its_status_and_body | all | body | :"PENDING" | : "PENDING"
            each_job_has_its_status_and_body | all | body | PROCESSING | RUNNING
            each_job_has_its_status_and_body | all | body | imageUrls | images
            each_job_has_its_status_and_body | all | body | 메모리 | ???
            each_job_has_its_status_and_body | all | body | 이미지 생성 실패 |
            each_job_has_its_status_and_body | all | status | 404 | 200
            each_job_has_its_status_and_body | all | status | 410 | 404
            each_job_has_its_status_and_body | all | status | 500 | 404
            each_job_has_its_status_and_body | all | status | 503 | 404
            malformed_id_is_refused | all | status | 400 | 404
            retry_after_is_sent_exactly_when_a_retry_makes_sense | all | header | retry-after | 2
            retry_after_is_sent_exactly_when_a_retry_makes_sense | all | header | retry-after |
            representation_alone_has_an_entity_tag_which_is_strong | all | header | etag | W/"1"
            representation_alone_has_an_entity_tag_which_is_strong | all | header | etag | 1
            representation_alone_has_an_entity_tag_which_is_strong | all | header | etag | "1"
            entity_tags_of_different_representations_differ | all | header | etag | "1"
            matching_if_none_match_is_answered_304 | all | request | if-none-match |
            other_if_none_match_is_answered_200 | if-none-match | request | if-none-match | *
            if_none_match_changes_no_error | if-none-match | status | 404 | 304
            caches_revalidate_answers_and_store_no_error | all | header | cache-control | private, no-cache
            caches_revalidate_answers_and_store_no_error | all | header | cache-control | no-store
            answers_send_vary_and_nosniff | all | header | vary | Accept-Encoding
            answers_send_vary_and_nosniff | all | header | x-content-type-options |
            head_is_get_without_the_body | HEAD | header | etag |
            other_methods_are_not_allowed | all | header | allow |
            unknown_query_parameters_are_ignored | query | status | 200 | 400
            client_waits_for_the_end_of_the_job | all | request | prefer |
            client_that_sends_its_entity_tag_waits_for_a_change | all | request | prefer |
            other_representation_is_answered_at_once | all | header | preference-applied |
            ended_job_is_answered_at_once | all | header | preference-applied |
            wait_that_times_out_is_answered_with_the_current_state | all | request | prefer |
            wait_that_times_out_is_answered_with_the_current_state | all | query | |
            wait_for_a_change_that_times_out_is_answered_304 | all | request | if-none-match |
            head_waits_too | HEAD | request | prefer |
            server_limits_the_wait | all | header | preference-applied | wait=100000000
            preference_without_a_wait_is_answered_at_once | prefer | status | 200 | 400
            client_without_a_preference_gets_no_preference_applied | all | header | preference-applied | wait=0
            wait_in_the_query_that_is_no_number_is_refused | query | status | 400 | 200
            error_is_answered_at_once_without_preference_applied | prefer | header | preference-applied | wait=10
            stream_sends_each_change_once_and_ends_with_the_job | all | body | event: status | event: message
            stream_of_an_ended_job_is_one_event | all | body | id: | key:
            stream_begins_with_its_headers_and_the_retry_time | all | body | retry: | pause:
            stream_does_not_repeat_the_last_event_of_the_client | all | request | last-event-id |
            stream_sends_the_event_that_the_client_does_not_have | last-event-id | body | PENDING | SEEN
            client_that_has_the_last_event_is_answered_204 | all | request | last-event-id |
            error_before_a_stream_is_an_ordinary_answer | accept | status | 404 | 200
            client_that_does_not_prefer_a_stream_gets_json | all | header | content-type | text/event-stream
            client_that_prefers_a_stream_gets_one | all | request | accept |
            head_gets_the_headers_of_a_stream | HEAD | request | accept |
            """.lines().map(Mistake::parse).toList();

    private static Mistake parse(String line) {
        String[] cells = line.split("\\|", -1);
        return new Mistake(cells[0].strip(), cells[1].strip(), cells[2].strip(), cells[3].strip(), cells[4].strip());
    }

    @Override
    public ClientRequest request(ClientRequest request) {
        if (part.equals("query")) {
            return new ClientRequest(request.method(), request.target().replaceFirst("\\?.*", ""), request.headers());
        }
        return part.equals("request") && isMadeFor(request)
                ? new ClientRequest(request.method(), request.target(), replaceHeader(request.headers(), wrong))
                : request;
    }

    @Override
    public RawResponse response(ClientRequest request, RawResponse response) {
        int status = response.status();
        if (!isMadeFor(request)) {
            return response;
        }
        return switch (part) {
            case "status" ->
                new RawResponse(
                        right.equals(String.valueOf(status)) ? Integer.parseInt(wrong) : status,
                        response.headers(),
                        response.body());
            case "header" ->
                new RawResponse(status, replaceHeader(response.headers(), List.of(wrong)), response.body());
            case "body" ->
                new RawResponse(
                        status,
                        without("content-length", response.headers()),
                        response.body().replace(right, wrong));
            default -> response;
        };
    }

    private boolean isMadeFor(ClientRequest request) {
        return when.equals("all")
                || when.equals(request.method())
                || (when.equals("query") && request.target().contains("?"))
                || request.headers().containsKey(when);
    }

    private <T> Map<String, T> replaceHeader(Map<String, T> headers, T value) {
        Map<String, T> replaced = without(right, headers);
        if (!wrong.isEmpty()) {
            replaced.put(right, value);
        }
        return replaced;
    }

    private static <T> Map<String, T> without(String name, Map<String, T> headers) {
        Map<String, T> others = new TreeMap<>(headers);
        others.remove(name);
        return others;
    }

    @Override
    public String toString() {
        return String.join(" | ", item, when, part, right, wrong);
    }
}
