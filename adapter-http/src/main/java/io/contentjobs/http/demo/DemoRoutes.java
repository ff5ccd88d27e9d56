package io.contentjobs.http.demo;

import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.ImageStyle;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.JobId;
import io.contentjobs.http.routes.Replies;
import io.contentjobs.http.routes.StaticContent;
import io.contentjobs.http.status.ErrorReplies;
import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.ServiceUnavailableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/** The routes of the demo: they make jobs, return when a job ended, and draw images. */
public final class DemoRoutes implements Consumer<RoutesConfig> {
    private static final byte[] MALFORMED_DRAFT_ID =
            ErrorReplies.of(400, "DRAFT_001", "eventDraftId 형식이 올바르지 않습니다").body();

    private final BiFunction<EventDraftId, Function<JobId, ImageUrls>, Optional<JobId>> generator;
    private final Function<JobId, Optional<Duration>> timeSinceEnd;

    /**
     * Makes the routes.
     *
     * @param generator makes a job with the future image URLs of the function; empty if there are too many jobs
     * @param timeSinceEnd returns how long ago a job ended; empty if it has not ended or the time is unknown
     */
    public DemoRoutes(
            BiFunction<EventDraftId, Function<JobId, ImageUrls>, Optional<JobId>> generator,
            Function<JobId, Optional<Duration>> timeSinceEnd) {
        this.generator = generator;
        this.timeSinceEnd = timeSinceEnd;
    }

    @Override
    public void accept(RoutesConfig routes) {
        routes.post("/api/content/images/{eventDraftId}/generate", this::generate);
        Replies.onGet(routes, "/demo/jobs/{jobId}", this::tellEnd);
        Replies.onGet(routes, "/demo/images/{eventDraftId}/{jobId}/{style}.svg", DemoRoutes::draw);
    }

    private void generate(Context ctx) {
        Optional<String> authority = Replies.authority(ctx);
        if (RequestSite.isForeign(authority, ctx.header("Origin"), ctx.header("Sec-Fetch-Site"))) {
            throw new ForbiddenResponse();
        }
        Optional<EventDraftId> draft = EventDraftId.parse(ctx.pathParam("eventDraftId"));
        if (draft.isEmpty()) {
            Replies.json(ctx, 400, new String(MALFORMED_DRAFT_ID, StandardCharsets.UTF_8));
            return;
        }
        String origin = ImageOrigin.of(authority, ctx.header("Origin")).orElseThrow(BadRequestResponse::new);
        JobId id = generator
                .apply(draft.get(), job -> images(origin, draft.get(), job))
                .orElseThrow(ServiceUnavailableResponse::new);
        ctx.header("Location", "/api/content/jobs/" + id + "/status");
        Replies.json(ctx, 202, "{\"jobId\":\"" + id + "\",\"status\":\"PENDING\"}");
    }

    private static ImageUrls images(String origin, EventDraftId draft, JobId job) {
        String base = origin + "/demo/images/" + draft + "/" + job + "/";
        return new ImageUrls(
                base + ImageStyle.SIMPLE.key() + ".svg",
                base + ImageStyle.FANCY.key() + ".svg",
                base + ImageStyle.TRENDY.key() + ".svg");
    }

    private void tellEnd(Context ctx) {
        Duration ago = JobId.parse(ctx.pathParam("jobId")).flatMap(timeSinceEnd).orElseThrow(NotFoundResponse::new);
        Replies.json(ctx, 200, "{\"endedMillisAgo\":" + ago.toMillis() + "}");
    }

    private static void draw(Context ctx) {
        EventDraftId draft = EventDraftId.parse(ctx.pathParam("eventDraftId")).orElseThrow(NotFoundResponse::new);
        JobId job = JobId.parse(ctx.pathParam("jobId")).orElseThrow(NotFoundResponse::new);
        ImageStyle style = Arrays.stream(ImageStyle.values())
                .filter(one -> one.key().equals(ctx.pathParam("style")))
                .findFirst()
                .orElseThrow(NotFoundResponse::new);
        byte[] svg = DemoImage.svg(style, draft, job).getBytes(StandardCharsets.UTF_8);
        ctx.header("Content-Security-Policy", "default-src 'none'; sandbox");
        ctx.header("Cross-Origin-Resource-Policy", "cross-origin"); // pages of other origins may show the images
        StaticContent.of("image/svg+xml", svg).handle(ctx);
    }
}
