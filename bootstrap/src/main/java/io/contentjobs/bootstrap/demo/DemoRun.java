package io.contentjobs.bootstrap.demo;

import java.time.Duration;

/** How one demo job goes: the times from its submission to its start and from there to its end, and whether it fails. */
record DemoRun(Duration pending, Duration processing, boolean fails) {}
