package io.contentjobs.http.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A response as the server sent it: header names in lower case, each with its values in order; the body as UTF-8. */
public record RawResponse(int status, Map<String, List<String>> headers, String body) {
    private static final Map<String, String> MESSAGES = Map.of(
            "JOB_001", "Job을 찾을 수 없습니다",
            "JOB_002", "jobId 형식이 올바르지 않습니다",
            "JOB_005", "잠시 후 다시 시도해주세요",
            "AUTH_001", "인증이 필요합니다",
            "HTTP_404", "요청한 경로를 찾을 수 없습니다",
            "HTTP_405", "허용되지 않는 메서드입니다",
            "HTTP_413", "요청 본문이 너무 큽니다",
            "HTTP_500", "서버 오류가 발생했습니다",
            "HTTP_503", "잠시 후 다시 시도해주세요");

    public static RawResponse parse(List<String> head, String body) {
        Map<String, List<String>> headers = new TreeMap<>();
        for (String line : head.subList(1, head.size())) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return new RawResponse(Integer.parseInt(head.get(0).substring(9, 12)), headers, body);
    }

    /** Returns the header's value; empty if there is none; an error if there are several. */
    public String header(String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        assertThat(values).as(name).hasSizeLessThan(2);
        return String.join("", values);
    }

    /** Returns the headers but for those that two equal responses need not share. */
    public Map<String, List<String>> comparableHeaders() {
        Map<String, List<String>> others = new TreeMap<>(headers);
        others.keySet().removeAll(Set.of("date", "x-request-id", "connection"));
        return others;
    }

    public RawResponse is(int expected) {
        assertThat(status).as("status of %s", this).isEqualTo(expected);
        return this;
    }

    public RawResponse is(int expected, String expectedBody) {
        assertThat(is(expected).body).isEqualTo(expectedBody);
        return this;
    }

    /** Fails unless the status is this one and the body is, to the byte, this JSON. */
    public RawResponse isJson(int expected, String json) {
        is(expected, json).has("content-type", "application/json");
        assertThat(header("content-length")).isIn("", String.valueOf(json.getBytes(StandardCharsets.UTF_8).length));
        return this;
    }

    /** Fails unless this is the error with the code of the status, {@code HTTP_…}, as a whole. */
    public RawResponse isError(int expected) {
        return isError(expected, "HTTP_" + expected);
    }

    /** Fails unless this is that error: its body, and the headers that each error has. */
    public RawResponse isError(int expected, String code) {
        return isJson(expected, "{\"code\":\"" + code + "\",\"message\":\"" + MESSAGES.get(code) + "\"}")
                .has("cache-control", "no-store")
                .has("x-content-type-options", "nosniff")
                .hasNo("etag");
    }

    /** Fails unless the header is there once, with this value; or, where the value is empty, is not there. */
    public RawResponse has(String name, String value) {
        assertThat(header(name)).as(name).isEqualTo(value);
        return this;
    }

    public RawResponse hasNo(String... names) {
        assertThat(headers).doesNotContainKeys(names);
        return this;
    }

    /** Fails unless there are these headers, separated by blanks, each once, and no others but Connection. */
    public RawResponse hasOnly(String names) {
        Map<String, List<String>> others = new TreeMap<>(headers);
        others.remove("connection");
        assertThat(others).containsOnlyKeys(names.split(" ", -1));
        assertThat(others.values()).allSatisfy(values -> assertThat(values).hasSize(1));
        return this;
    }

    public RawResponse contains(String text) {
        assertThat(body).contains(text);
        return this;
    }
}
