/** Tests of the kit for authors of adapters: it finds the faults of stores, and runs on old versions of JUnit. */
@NullMarked
package io.contentjobs.application.kit;

import org.jspecify.annotations.NullMarked;
