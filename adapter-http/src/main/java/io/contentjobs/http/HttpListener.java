package io.contentjobs.http;

/**
 * Is called after each request, on the thread that has ended it. It must return quickly and must not throw; several threads
 * call it concurrently.
 */
public interface HttpListener {
    /** Does nothing. */
    HttpListener NONE = new HttpListener() {
        @Override
        public void answered(String route, String method, int status, long nanos) {}

        @Override
        public void held(DeliveryMode mode, int status, long nanos) {}

        @Override
        public void told(AnswerOutcome outcome, DeliveryMode mode) {}
    };

    /** The route of requests that match no route, or that the server could not parse. */
    String NO_ROUTE = "other";

    /** The status of requests on connections above the limit; they have {@link #NO_ROUTE}. */
    int REFUSED_STATUS = 503;

    /** The route of the job-status resource. */
    String STATUS_ROUTE = "/api/content/jobs/{jobId}/status";

    /**
     * Reports a request that did not wait.
     *
     * @param route the path template of the route, such as {@link #STATUS_ROUTE}; or {@link #NO_ROUTE}
     * @param method as the client sent it
     * @param status RFC 9110, section 15
     * @param nanos from the end of the request's headers to the end of the response
     */
    void answered(String route, String method, int status, long nanos);

    /**
     * Reports a wait or a stream that has ended.
     *
     * @param nanos how long the request was open
     */
    void held(DeliveryMode mode, int status, long nanos);

    /** Reports a GET or HEAD of the job-status resource. A stream counts once, with the last state that it sent. */
    void told(AnswerOutcome outcome, DeliveryMode mode);
}
