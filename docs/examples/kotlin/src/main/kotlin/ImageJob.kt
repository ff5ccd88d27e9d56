package io.contentjobs.examples.kotlin

import io.contentjobs.application.JobProgressRecorder
import io.contentjobs.application.JobStatusLookup
import io.contentjobs.application.JobStatusWatcher
import io.contentjobs.application.RetryingJobProgress
import io.contentjobs.domain.EventDraftId
import io.contentjobs.domain.ImageUrls
import io.contentjobs.domain.JobId
import io.contentjobs.domain.JobReport
import io.contentjobs.domain.JobType
import io.contentjobs.domain.RecordJobProgress
import io.contentjobs.redis.RedisStore
import io.contentjobs.redis.RedisUrl
import java.time.Duration
import kotlin.concurrent.thread

private const val CDN = "https://cdn.example.com/"

/** Submits a job, processes it in another thread, and prints how it ended. Argument: Redis's URL. */
fun main(args: Array<String>) =
    println(run(RedisUrl.parse(args[0])) { ImageUrls(CDN + "simple.png", CDN + "fancy.png", CDN + "trendy.png") })

fun run(url: RedisUrl, generator: () -> ImageUrls): String =
    RedisStore.connect(url).use { store ->
        val jobs = JobStatusLookup(store.reader())
        JobStatusWatcher(store.statuses(), jobs).use { waiting ->
            val progress = RetryingJobProgress(JobProgressRecorder(store.reader(), store.writer()))
            val id = progress.submit(EventDraftId("draft-1"), JobType("IMAGE_GEN"))
            val worker = thread { work(id, progress, generator) }
            val end = waiting.await(id, Duration.ofSeconds(40))
            worker.join()
            tell(end)
        }
    }

private fun work(id: JobId, progress: RecordJobProgress, generator: () -> ImageUrls) {
    progress.start(id)
    runCatching(generator)
        .onSuccess { progress.complete(id, it) }
        .onFailure { progress.fail(id, "이미지 생성 서버가 응답하지 않습니다") }
}

/** A report is sealed: the compiler requires a branch for each kind. */
private fun tell(report: JobReport): String =
    when (report) {
        is JobReport.InProgress -> "still ${report.status()}, overdue at ${report.overdueAt() ?: "no time"}"
        is JobReport.Completed -> "images ${report.imageUrls().simple()}"
        is JobReport.Failed -> "failed: ${report.error()}"
    }
