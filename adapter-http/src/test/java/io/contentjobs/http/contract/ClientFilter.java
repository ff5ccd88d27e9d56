package io.contentjobs.http.contract;

import io.contentjobs.http.testing.RawResponse;

/** Changes requests before they are sent, and responses after they are received. The test of the contract uses it. */
public interface ClientFilter {
    /** Changes nothing. */
    ClientFilter NONE = new ClientFilter() {};

    default ClientRequest request(ClientRequest request) {
        return request;
    }

    /** Returns the response to hand on. In a stream each line is passed through this as a body of its own. */
    default RawResponse response(ClientRequest request, RawResponse response) {
        return response;
    }
}
