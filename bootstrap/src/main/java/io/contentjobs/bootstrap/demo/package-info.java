/**
 * The demo's worker. {@link DemoGenerator} takes jobs over HTTP and records their progress as any worker that embeds the library
 * does; {@link SampleJobs} writes one job in each status. It needs the domain, and the demo's port of adapter-http.
 */
@NullMarked
package io.contentjobs.bootstrap.demo;

import org.jspecify.annotations.NullMarked;
