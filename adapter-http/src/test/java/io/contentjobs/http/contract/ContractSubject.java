package io.contentjobs.http.contract;

/** The server that an item of the contract runs against. */
interface ContractSubject {
    /** Returns a client of the server. */
    StatusClient client();

    /** Returns a client of a server whose store cannot be reached. */
    StatusClient clientOnAStoreThatIsDown();

    /** Returns jobs in the store of the first server. */
    StoredJobs jobs();
}
