package io.contentjobs.bootstrap.settings;

import java.util.List;

/** Some settings have values that are not allowed. */
public final class BadSettingsException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param problems one line each, without passwords */
    BadSettingsException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}
