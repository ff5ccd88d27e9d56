/**
 * What a job is, and the ports around it. Nothing here knows a store, a protocol or a framework.
 *
 * <ul>
 *   <li>Values that cannot be wrong: {@link io.contentjobs.domain.JobId}, {@link io.contentjobs.domain.EventDraftId},
 *       {@link io.contentjobs.domain.JobType}, {@link io.contentjobs.domain.ImageUrls}; what is stored,
 *       {@link io.contentjobs.domain.Job}, and what a client is told, {@link io.contentjobs.domain.JobReport}.
 *   <li>Driving ports, called by clients and workers: {@link io.contentjobs.domain.GetJobStatus},
 *       {@link io.contentjobs.domain.AwaitJobStatus}, {@link io.contentjobs.domain.RecordJobProgress}.
 *   <li>Driven ports, implemented by a store or an observer: {@link io.contentjobs.domain.JobReader},
 *       {@link io.contentjobs.domain.JobStatusReader}, {@link io.contentjobs.domain.JobWriter}, {@link io.contentjobs.domain.JobEndListener}.
 *   <li>Breakage: {@link io.contentjobs.domain.JobException} and its four kinds.
 * </ul>
 *
 * <p>All values are immutable. All ports may be called from any number of threads at once. No parameter and no result is
 * null unless it says {@link org.jspecify.annotations.Nullable}.
 */
@NullMarked
package io.contentjobs.domain;

import org.jspecify.annotations.NullMarked;
