package io.contentjobs.redis.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.domain.RecordUnreadableException;
import io.contentjobs.domain.StoreUnavailableException;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Asserts the two failures of a store. */
public final class StoreFailures {
    private StoreFailures() {}

    public static AbstractThrowableAssert<?, ?> assertUnavailable(ThrowingCallable call) {
        return assertThatThrownBy(call).isInstanceOf(StoreUnavailableException.class);
    }

    public static AbstractThrowableAssert<?, ?> assertUnreadable(ThrowingCallable call) {
        return assertThatThrownBy(call).isInstanceOf(RecordUnreadableException.class);
    }
}
