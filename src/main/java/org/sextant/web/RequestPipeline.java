package org.sextant.web;

import jakarta.interceptor.Interceptor;
import jakarta.ws.rs.Priorities;

/**
 * The order of filters and interceptors around a request, from the outside to the resource and its service.
 * docs/architecture.md shows the order as a table. No other filter or
 * interceptor states an order.
 */
public final class RequestPipeline {

    // Filters of the server, for every path. The filter with the highest number runs first.

    /** Gives the request its id, which all log lines of the request carry. */
    public static final int REQUEST_ID = 200;

    /** Records when the request arrived, before the request waits for anything. */
    public static final int ARRIVAL = REQUEST_ID;

    /** Discards bodies that nobody reads; outside of all filters that refuse requests. */
    public static final int UNREAD_BODY = REQUEST_ID - 1;

    /** Refuses unusual spellings of a path before any other code reads the path. */
    public static final int PATH = REQUEST_ID - 2;

    /** Keeps the paths of operators and those of the API on the port of each, where there are two. */
    public static final int MANAGEMENT = REQUEST_ID - 3;

    /** Bounds the requests that are executed and that wait, before token and body are read. */
    public static final int ADMISSION = REQUEST_ID - 4;

    // Filters of resources. The filter with the lowest number runs first.

    /** Keeps the place of a request until its processing ends. */
    public static final int PLACE = Priorities.USER - 1;

    /** Refuses a request without a valid token, before any other answer about its path. */
    public static final int AUTHENTICATION = Priorities.USER;

    /** Gives a caller the emergency access that the request names. */
    public static final int EMERGENCY_ACCESS = AUTHENTICATION + 1;

    /**
     * Gathers the body, before a worker thread takes the request. All filters up to this one are non-blocking: Quarkus
     * counts the filters before the worker thread by their place in the whole list.
     */
    public static final int BODY = EMERGENCY_ACCESS + 1;

    // Interceptors of a body that is read. The interceptor with the lowest number runs first.

    /** Gives each piece of a streamed body its time to arrive. */
    public static final int BODY_TIMEOUT = Priorities.USER;

    /** Refuses numbers that cannot be represented. */
    public static final int BODY_NUMBERS = BODY_TIMEOUT + 1;

    // Interceptors of methods: around the resource, then around its service. The lowest number runs first.

    /** Puts a read and its row in the audit trail into one transaction, around the resource. */
    public static final int READ_TRANSACTION = Interceptor.Priority.LIBRARY_BEFORE - 1;

    /** Answers a repeated request with the response that is stored under its key, around the resource. */
    public static final int IDEMPOTENCY = READ_TRANSACTION + 1;

    /** {@link jakarta.transaction.Transactional} begins a transaction, around the service. Quarkus sets this number. */
    private static final int TRANSACTION = Interceptor.Priority.PLATFORM_BEFORE + 200;

    /** Sends caller and clinic to the database and records the call, in the first statement of the transaction. */
    public static final int TRANSACTION_CONTEXT = TRANSACTION + 1;

    private RequestPipeline() {}
}
