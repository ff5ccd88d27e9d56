package io.contentjobs.http.testing;

import io.contentjobs.domain.JobId;

/** Requests to the job-status resource, as they are sent. */
public final class Requests {
    private Requests() {}

    /** Returns a GET with these headers. */
    public static String get(JobId id, String... headers) {
        return request("GET", id, "", headers);
    }

    /**
     * Returns a request with these headers.
     *
     * @param query with its question mark, or empty
     */
    public static String request(String method, JobId id, String query, String... headers) {
        StringBuilder request = new StringBuilder(method + " /api/content/jobs/" + id + "/status" + query);
        request.append(" HTTP/1.1\r\nHost: h\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        return request.append("\r\n").toString();
    }
}
