/**
 * The domain: jobs, their values, and the ports of the use cases. It depends on no store, no protocol and no framework.
 *
 * <ul>
 *   <li>Validated values: {@link io.contentjobs.domain.JobId}, {@link io.contentjobs.domain.EventDraftId},
 *       {@link io.contentjobs.domain.JobType}, {@link io.contentjobs.domain.ImageUrls}; the stored record,
 *       {@link io.contentjobs.domain.Job}; the report to a client, {@link io.contentjobs.domain.JobReport}.
 *   <li>Driving ports, called by clients and workers: {@link io.contentjobs.domain.GetJobStatus},
 *       {@link io.contentjobs.domain.AwaitJobStatus}, {@link io.contentjobs.domain.RecordJobProgress}.
 *   <li>Driven ports, implemented by a store or an observer: {@link io.contentjobs.domain.JobReader},
 *       {@link io.contentjobs.domain.JobStatusReader}, {@link io.contentjobs.domain.JobWriter}, {@link io.contentjobs.domain.JobEndListener}.
 *   <li>Failures: {@link io.contentjobs.domain.JobException} and its four subclasses.
 * </ul>
 *
 * <p>All values are immutable. All ports may be called from any number of threads at once. No parameter and no result is
 * null unless it is marked {@link org.jspecify.annotations.Nullable}.
 */
@NullMarked
package io.contentjobs.domain;

import org.jspecify.annotations.NullMarked;
