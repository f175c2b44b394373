package org.sextant.web;

import jakarta.annotation.Priority;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;

/** Refuses with 400 a number that the JSON parser cannot represent, such as a number with a huge exponent. */
@Provider
@Priority(RequestPipeline.BODY_NUMBERS)
class BodyNumbers implements ReaderInterceptor {

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext body) throws IOException {
        try {
            return body.proceed();
        } catch (NumberFormatException | ArithmeticException unreadable) {
            throw StrictJson.unreadableNumber();
        }
    }
}
