package io.contentjobs.examples.kotlin

import io.contentjobs.domain.ImageUrls
import io.contentjobs.redis.RedisProcess
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test

class ImageJobTest {
    @Test
    fun `job ends with its images`() =
        RedisProcess.start().use { redis ->
            val images = ImageUrls("https://a.example/1", "https://a.example/2", "https://a.example/3")

            assertEquals("images https://a.example/1", run(redis.url()) { images })
        }

    @Test
    fun `job without images ends with the reason`() =
        RedisProcess.start().use { redis ->
            assertEquals("failed: 이미지 생성 서버가 응답하지 않습니다", run(redis.url()) { error("no answer") })
        }
}
