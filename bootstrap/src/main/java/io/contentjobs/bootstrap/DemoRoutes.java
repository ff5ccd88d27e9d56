package io.contentjobs.bootstrap;

import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.ImageStyle;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.JobId;
import io.contentjobs.http.HttpCall;
import io.contentjobs.http.HttpReply;
import io.contentjobs.http.HttpRoute;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The generator and its pictures over HTTP. */
final class DemoRoutes {
    private static final HttpReply MALFORMED_DRAFT_ID = HttpReply.error(400, "DRAFT_001", "eventDraftId 형식이 올바르지 않습니다");
    private static final HttpReply FOREIGN = HttpReply.error(403);
    private static final HttpReply NOT_FOUND = HttpReply.error(404);

    private final DemoGenerator generator;
    private final EndedJobs ended;

    DemoRoutes(DemoGenerator generator, EndedJobs ended) {
        this.generator = generator;
        this.ended = ended;
    }

    List<HttpRoute> all() {
        return List.of(
                HttpRoute.post("/api/content/images/{eventDraftId}/generate", this::generate),
                HttpRoute.get("/demo/jobs/{jobId}", this::tellEnd),
                HttpRoute.get("/demo/images/{eventDraftId}/{jobId}/{style}.svg", DemoRoutes::draw));
    }

    private HttpReply generate(HttpCall call) {
        if (RequestSite.isForeign(call)) {
            return FOREIGN;
        }
        Optional<EventDraftId> draft = EventDraftId.parse(call.parameter("eventDraftId"));
        if (draft.isEmpty()) {
            return MALFORMED_DRAFT_ID;
        }
        return ImageOrigin.of(call)
                .map(origin -> generator
                        .generate(draft.get(), job -> images(origin, draft.get(), job))
                        .map(DemoRoutes::taken)
                        .orElseGet(() -> HttpReply.error(503)))
                .orElseGet(() -> HttpReply.error(400));
    }

    private static HttpReply taken(JobId id) {
        return HttpReply.json(202, "{\"jobId\":\"" + id + "\",\"status\":\"PENDING\"}")
                .with("Location", "/api/content/jobs/" + id + "/status");
    }

    private static ImageUrls images(String origin, EventDraftId draft, JobId job) {
        String base = origin + "/demo/images/" + draft + "/" + job + "/";
        return new ImageUrls(
                base + ImageStyle.SIMPLE.key() + ".svg",
                base + ImageStyle.FANCY.key() + ".svg",
                base + ImageStyle.TRENDY.key() + ".svg");
    }

    private HttpReply tellEnd(HttpCall call) {
        return JobId.parse(call.parameter("jobId"))
                .flatMap(ended::timeSince)
                .map(ago -> HttpReply.json(200, "{\"endedMillisAgo\":" + ago.toMillis() + "}"))
                .orElse(NOT_FOUND);
    }

    private static HttpReply draw(HttpCall call) {
        Optional<EventDraftId> draft = EventDraftId.parse(call.parameter("eventDraftId"));
        Optional<JobId> job = JobId.parse(call.parameter("jobId"));
        Optional<ImageStyle> style = Arrays.stream(ImageStyle.values())
                .filter(one -> one.key().equals(call.parameter("style")))
                .findFirst();
        if (draft.isEmpty() || job.isEmpty() || style.isEmpty()) {
            return NOT_FOUND;
        }
        byte[] svg = DemoImage.svg(style.get(), draft.get(), job.get()).getBytes(StandardCharsets.UTF_8);
        return HttpReply.kept("image/svg+xml", svg)
                .with("Content-Security-Policy", "default-src 'none'; sandbox")
                .with("Cross-Origin-Resource-Policy", "cross-origin"); // a front end of another origin may show them
    }
}
