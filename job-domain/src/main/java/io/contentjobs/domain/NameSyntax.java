package io.contentjobs.domain;

/** The syntax of ids and type names: {@code [A-Za-z0-9_-]{1,64}}. */
final class NameSyntax {
    private static final int MAX_LENGTH = 64;

    private NameSyntax() {}

    static boolean allows(String name) {
        if (name.isEmpty() || name.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (!allows(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** @throws IllegalArgumentException if {@code name} is not allowed; the message omits it, since it may be hostile or huge */
    static void check(String what, String name) {
        if (!allows(name)) {
            throw new IllegalArgumentException(what + " must match [A-Za-z0-9_-]{1,64}");
        }
    }

    private static boolean allows(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
    }
}
