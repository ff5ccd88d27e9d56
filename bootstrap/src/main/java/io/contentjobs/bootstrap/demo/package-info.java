/**
 * The demo's worker. {@link DemoGenerator} gets jobs over HTTP and records their progress as a worker does; {@link
 * SampleJobs} writes one job in each status. Depends on the domain, and on the demo's interface of adapter-http.
 */
@NullMarked
package io.contentjobs.bootstrap.demo;

import org.jspecify.annotations.NullMarked;
