/**
 * The HTTP contract of the job-status resource as a test, for every server of it: this project's, an application that mounts
 * the plugin, a gateway in front of either, or an implementation of one's own in any language.
 *
 * <p>Extend {@link io.contentjobs.http.contract.JobStatusHttpContract}, and say where the resource is served and how a job gets
 * into its store. Each test is one item of the contract and uses jobs of its own.
 */
@NullMarked
package io.contentjobs.http.contract;

import org.jspecify.annotations.NullMarked;
