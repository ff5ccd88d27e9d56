/**
 * For those who build an adapter: what it must do, and a store to do it with.
 *
 * <ul>
 *   <li>Contracts of the driven ports, for a store: {@link io.contentjobs.application.testing.JobReaderContract},
 *       {@link io.contentjobs.application.testing.JobStatusReaderContract},
 *       {@link io.contentjobs.application.testing.JobWriterContract}. Extend them in a test of your own and say which
 *       adapter is meant; {@link io.contentjobs.application.testing.StoreFixture} arranges what the store holds.
 *   <li>Contracts of the driving ports, for the use cases on whatever store, and for what leads to them:
 *       {@link io.contentjobs.application.testing.GetJobStatusContract},
 *       {@link io.contentjobs.application.testing.RecordJobProgressContract},
 *       {@link io.contentjobs.application.testing.KilledWorkerContract}.
 *   <li>{@link io.contentjobs.application.testing.InMemoryJobStore}, which passes all of them.
 * </ul>
 */
@NullMarked
package io.contentjobs.application.testing;

import org.jspecify.annotations.NullMarked;
