package io.contentjobs.examples.quarkus;

import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobType;
import io.contentjobs.domain.RecordJobProgress;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** The application's own resource: submits a job for a draft, and tells the image of the job. */
@Path("/drafts")
public class Drafts {
    private final GetJobStatus jobs;
    private final RecordJobProgress progress;

    Drafts(GetJobStatus jobs, RecordJobProgress progress) {
        this.jobs = jobs;
        this.progress = progress;
    }

    @POST
    @Path("{draft}/jobs")
    public String submit(String draft) {
        return progress.submit(new EventDraftId(draft), new JobType("IMAGE_GEN")).value();
    }

    @GET
    @Path("jobs/{job}")
    public String image(String job) {
        JobId id = JobId.parse(job).orElseThrow(NotFoundException::new);
        return jobs.getJobStatus(id)
                .match(
                        inProgress -> inProgress.status().name(),
                        completed -> completed.imageUrls().simple(),
                        failed -> failed.error());
    }
}
