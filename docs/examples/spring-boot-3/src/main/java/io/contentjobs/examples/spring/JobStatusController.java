package io.contentjobs.examples.spring;

import io.contentjobs.http.headers.RequestHeaders;
import io.contentjobs.http.status.JobStatusResource;
import io.contentjobs.http.status.StatusReply;
import io.contentjobs.http.status.StatusRequest;
import io.contentjobs.http.status.StatusSink;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves the job-status resource. Waits and streams occupy no thread. */
@RestController
record JobStatusController(JobStatusResource resource, Executor applicationTaskExecutor) {
    @RequestMapping(JobStatusResource.PATH)
    void serve(@PathVariable String jobId, HttpServletRequest request, HttpServletResponse response) {
        AsyncContext async = request.startAsync();
        async.setTimeout(0);
        RequestHeaders headers = name -> Collections.list(request.getHeaders(name));
        var asked =
                new StatusRequest(request.getMethod(), jobId, request.getQueryString(), headers, Optional.empty());
        resource.serve(asked, new ResponseSink(response), applicationTaskExecutor)
                .whenComplete((facts, failure) -> async.complete());
    }

    private record ResponseSink(HttpServletResponse response) implements StatusSink {
        @Override
        public void send(StatusReply reply) {
            begin(reply);
        }

        @Override
        public CompletionStage<?> begin(StatusReply reply) {
            response.setStatus(reply.status());
            reply.headers().forEach(header -> response.addHeader(header.name(), header.value()));
            return write(reply.body());
        }

        @Override
        public CompletionStage<?> write(byte[] bytes) {
            try {
                response.getOutputStream().write(bytes);
                response.flushBuffer();
                return CompletableFuture.completedFuture(null);
            } catch (IOException disconnected) {
                return CompletableFuture.failedFuture(disconnected);
            }
        }
    }
}
