/** The domain: jobs, their values, and the ports of the use cases. */
module io.contentjobs.domain {
    requires static transitive org.jspecify;

    exports io.contentjobs.domain;
}
