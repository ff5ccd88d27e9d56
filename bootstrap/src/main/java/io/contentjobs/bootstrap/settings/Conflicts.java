package io.contentjobs.bootstrap.settings;

import io.contentjobs.http.HttpOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds settings whose values are allowed, but not together. */
final class Conflicts {
    private Conflicts() {}

    static void addTo(List<String> problems, Values values, Map<String, String> environment) {
        addKeys(problems, values);
        addPorts(problems, values);
        addIdleTimeout(problems, values, environment);
        addDemo(problems, environment);
    }

    /** Does not report a refused key as missing, because the refusal is reported already. */
    private static void addKeys(List<String> problems, Values values) {
        boolean jwks = values.of(Setting.AUTH_JWKS_FILE).isPresent();
        boolean secret = values.of(Setting.AUTH_HMAC_SECRET_FILE).isPresent();
        boolean claims = values.of(Setting.AUTH_ISSUER).isPresent()
                || values.of(Setting.AUTH_AUDIENCE).isPresent();
        if (jwks && secret) {
            problems.add("AUTH_JWKS_FILE, AUTH_HMAC_SECRET_FILE: only one of the two may be set");
        }
        if (claims && !jwks && !secret && problems.isEmpty()) {
            problems.add("AUTH_ISSUER, AUTH_AUDIENCE: need AUTH_JWKS_FILE or AUTH_HMAC_SECRET_FILE");
        }
    }

    private static void addPorts(List<String> problems, Values values) {
        int port = values.of(Setting.HTTP_PORT);
        if (port != 0 && values.of(Setting.MANAGEMENT_PORT).equals(Optional.of(port))) {
            problems.add("MANAGEMENT_PORT: '" + port + "' is refused: HTTP_PORT has this port");
        }
    }

    private static void addIdleTimeout(List<String> problems, Values values, Map<String, String> environment) {
        Duration idle = values.of(Setting.IDLE_TIMEOUT);
        Duration wait = values.of(Setting.MAX_WAIT);
        Duration min = HttpOptions.minIdleTimeout(wait);
        if (Setting.IDLE_TIMEOUT.isSetIn(environment) && idle.compareTo(min) < 0) {
            problems.add("IDLE_TIMEOUT: '" + idle.toSeconds() + "s' is refused: with MAX_WAIT at " + wait.toSeconds()
                    + "s it must be at least " + min.toSeconds()
                    + "s, because otherwise the server closes the connections of waiting requests");
        }
    }

    /** Refuses settings of the demo with a REDIS_URL: they would have no effect, but the operator expects one. */
    private static void addDemo(List<String> problems, Map<String, String> environment) {
        if (Setting.REDIS_URL.isSetIn(environment)) {
            Setting.DEMO.stream()
                    .filter(setting -> setting.isSetIn(environment))
                    .map(setting -> setting.name() + ": refused with a REDIS_URL, because the server then records"
                            + " nothing; it is a setting of the demo. The workers choose the lifetimes"
                            + " of jobs and images")
                    .forEach(problems::add);
        }
    }
}
