/**
 * Contracts for the authors of adapters, and a store in memory.
 *
 * <ul>
 *   <li>Contracts of the driven ports, for each store: {@link io.contentjobs.application.testing.JobReaderContract},
 *       {@link io.contentjobs.application.testing.JobStatusReaderContract},
 *       {@link io.contentjobs.application.testing.JobWriterContract}. A test class extends the contract and returns the
 *       adapter under test. {@link io.contentjobs.application.testing.StoreFixture} writes the records of the store.
 *   <li>Contracts of the driving ports, for the use cases on each store and for their clients:
 *       {@link io.contentjobs.application.testing.GetJobStatusContract},
 *       {@link io.contentjobs.application.testing.RecordJobProgressContract},
 *       {@link io.contentjobs.application.testing.KilledWorkerContract}.
 *   <li>{@link io.contentjobs.application.testing.LifetimeContract} is optional, for stores whose records expire.
 *   <li>{@link io.contentjobs.application.testing.InMemoryJobStore} passes all other contracts.
 * </ul>
 */
@NullMarked
package io.contentjobs.application.testing;

import org.jspecify.annotations.NullMarked;
