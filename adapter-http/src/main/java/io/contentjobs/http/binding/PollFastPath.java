package io.contentjobs.http.binding;

import io.contentjobs.http.status.Facts;
import io.contentjobs.http.status.JobStatusResource;
import io.contentjobs.http.status.StatusPath;
import io.contentjobs.http.status.StatusReply;
import io.contentjobs.http.status.StatusRequest;
import io.contentjobs.http.status.StatusSink;
import java.util.Optional;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers plain polls in front of Javalin's servlet, with the bytes that the routes would send. All other requests go on
 * to Javalin. The reason and the figures are in {@code docs/decisions.md}.
 */
public final class PollFastPath extends Handler.Wrapper {
    private final JobStatusResource resource;
    private final Reports reports;

    public PollFastPath(JobStatusResource resource, Reports reports, Handler routes) {
        super(routes);
        this.resource = resource;
        this.reports = reports;
    }

    /** Always blocks: the thread of the request reads the store. */
    @Override
    public InvocationType getInvocationType() {
        return InvocationType.BLOCKING;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        HttpURI uri = request.getHttpURI();
        Optional<String> jobId =
                StatusRequest.isRead(request.getMethod()) ? StatusPath.jobIdIn(uri.getPath()) : Optional.empty();
        if (jobId.isPresent()) {
            StatusRequest poll = new StatusRequest(
                    request.getMethod(),
                    jobId.get(),
                    uri.getQuery(),
                    request.getHeaders()::getValuesList,
                    Optional.empty());
            if (resource.isPlainPoll(poll)) {
                Facts facts = resource.serve(poll, new Sink(response, callback));
                reports.report(facts, poll.method(), request.getHeadersNanoTime());
                return true;
            }
        }
        return super.handle(request, response, callback);
    }

    private record Sink(Response response, Callback callback) implements StatusSink {
        @Override
        public void send(StatusReply reply) {
            JettyReplies.send(reply, response, callback);
        }

        @Override
        public void begin(StatusReply reply) {
            throw new IllegalStateException("A plain poll is not a stream");
        }

        @Override
        public void write(byte[] bytes) {
            throw new IllegalStateException("A plain poll is not a stream");
        }
    }
}
