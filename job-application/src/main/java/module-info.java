/** The use cases: reading statuses and recording progress. */
module io.contentjobs.application {
    requires transitive io.contentjobs.domain;
    requires static org.jspecify;

    exports io.contentjobs.application;
}
