/** What a job is, and the ports around it. */
module io.contentjobs.domain {
    requires static transitive org.jspecify;

    exports io.contentjobs.domain;
}
