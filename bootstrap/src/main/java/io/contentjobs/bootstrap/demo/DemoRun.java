package io.contentjobs.bootstrap.demo;

import java.time.Duration;

/**
 * The course of one demo job: the time from its submission to its start, the time from there to its end, and whether it
 * fails.
 */
record DemoRun(Duration pending, Duration processing, boolean fails) {}
