package org.sextant.web;

import jakarta.interceptor.Interceptor;
import jakarta.ws.rs.Priorities;

/**
 * The order of what runs round a request, from the outside to the resource and its service. docs/architecture.md shows it
 * as a table. No other class states an order.
 */
public final class RequestPipeline {

    // Filters of the server, for every path. The highest number is the first.

    /** Gives the request its id, under which all else is logged. */
    public static final int REQUEST_ID = 200;

    /** Notes when the request arrived, before it waits for anything. */
    public static final int ARRIVAL = REQUEST_ID;

    /** Watches for bodies that nobody reads, whoever refuses the request. */
    public static final int UNREAD_BODY = REQUEST_ID - 1;

    /** Refuses odd spellings of a path before any other code reads the path. */
    public static final int PATH = REQUEST_ID - 2;

    // Filters of resources. The lowest number is the first.

    /** Refuses a request without a valid token, before anything is said about its path. */
    public static final int AUTHENTICATION = Priorities.USER;

    /** Gives a caller the emergency access that the request names. */
    public static final int EMERGENCY_ACCESS = AUTHENTICATION + 1;

    // Interceptors of methods. The lowest number is the first. The resource is called first, then its service.

    /** Makes a read and its row in the audit trail one transaction, around the resource. */
    public static final int READ_TRANSACTION = Interceptor.Priority.LIBRARY_BEFORE - 1;

    /** Answers a request that was carried out before from what is stored under its key, around the resource. */
    public static final int IDEMPOTENCY = READ_TRANSACTION + 1;

    /** Where {@link jakarta.transaction.Transactional} begins a transaction, around the service. Given by Quarkus. */
    private static final int TRANSACTION = Interceptor.Priority.PLATFORM_BEFORE + 200;

    /** Tells the database whose transaction this is, and records the call: the first statement of the transaction. */
    public static final int TRANSACTION_CONTEXT = TRANSACTION + 1;

    private RequestPipeline() {}
}
