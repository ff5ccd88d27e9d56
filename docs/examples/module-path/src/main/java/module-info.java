/** A server of the job-status resource, as a module. */
module io.contentjobs.examples.modules {
    requires io.contentjobs.application;
    requires io.contentjobs.http;
    requires io.contentjobs.redis;
    requires io.javalin;
}
