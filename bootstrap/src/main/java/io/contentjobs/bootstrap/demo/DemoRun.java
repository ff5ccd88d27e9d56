package io.contentjobs.bootstrap.demo;

import java.time.Duration;

/**
 * How one demo job goes.
 *
 * @param pending from its submission until a worker starts on it
 * @param processing from there to its end
 * @param fails whether it ends without images
 */
record DemoRun(Duration pending, Duration processing, boolean fails) {}
