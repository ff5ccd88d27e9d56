package io.contentjobs.http;

/**
 * Hears of each request when it has been answered, on that request's thread. It must be quick and must not throw; many threads
 * call it at once.
 */
public interface HttpListener {
    /** Listens to nothing. */
    HttpListener NONE = new HttpListener() {
        @Override
        public void answered(String route, String method, int status, long nanos) {}

        @Override
        public void held(DeliveryMode mode, int status, long nanos) {}

        @Override
        public void told(AnswerOutcome outcome, DeliveryMode mode) {}
    };

    /** Stands for the route where no route fits, or where the request could not be parsed. */
    String NO_ROUTE = "other";

    /** The status of requests on connections above the limit; they have {@link #NO_ROUTE}. */
    int REFUSED_STATUS = 503;

    /** The job-status resource. */
    String STATUS_ROUTE = "/api/content/jobs/{jobId}/status";

    /**
     * A request was answered at once.
     *
     * @param route the path with names in braces, {@link #STATUS_ROUTE} or that of another route; or {@link #NO_ROUTE}
     * @param method whatever the client sent
     * @param status RFC 9110, section 15
     * @param nanos from the end of the request's headers to the end of the answer
     */
    void answered(String route, String method, int status, long nanos);

    /**
     * A request to the job-status resource was kept open, and has ended.
     *
     * @param mode a wait or a stream
     * @param nanos for how long
     */
    void held(DeliveryMode mode, int status, long nanos);

    /** The job-status resource has answered a GET or HEAD; a stream counts once, with what it told last. */
    void told(AnswerOutcome outcome, DeliveryMode mode);
}
