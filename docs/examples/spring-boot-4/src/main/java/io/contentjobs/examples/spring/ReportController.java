package io.contentjobs.examples.spring;

import io.contentjobs.application.JobStatusWatcher;
import io.contentjobs.domain.JobException;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/** A resource of the application's own: the report on a job, as soon as the job has ended, at the latest after 10 s. */
@RestController
record ReportController(JobStatusWatcher waiting) {
    @GetMapping("/jobs/{id}/report")
    DeferredResult<JobReport> report(@PathVariable JobId id) {
        CompletableFuture<JobReport> end = waiting.awaitAsync(id, report -> false, Duration.ofSeconds(10));
        var response = new DeferredResult<JobReport>(0L); // the future has the timeout
        response.onCompletion(() -> end.cancel(false));
        end.thenAccept(response::setResult).exceptionally(failure -> {
            response.setErrorResult(failure.getCause());
            return null;
        });
        return response;
    }

    @ExceptionHandler
    ResponseEntity<String> failed(JobException failure) {
        int status =
                switch (failure.code()) {
                    case JOB_NOT_FOUND -> 404;
                    case MALFORMED_JOB_ID -> 400;
                    case IMAGES_GONE -> 410;
                    case RECORD_UNREADABLE -> 500;
                    case STORE_UNAVAILABLE -> 503; // never 404, after which clients would give up
                };
        return ResponseEntity.status(status).body(failure.code().code());
    }
}
