package io.contentjobs.bootstrap.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The values of all settings in one environment. A refused value is added to the problems and counts as unset. */
final class Values {
    private final Map<Setting<?>, Object> values = new HashMap<>();

    Values(Map<String, String> environment, List<String> problems) {
        Setting.ALL.forEach(setting -> values.put(setting, setting.read(environment, problems)));
    }

    @SuppressWarnings("unchecked") // each value was read by its own setting
    <T> T of(Setting<T> setting) {
        return (T) Objects.requireNonNull(values.get(setting));
    }
}
