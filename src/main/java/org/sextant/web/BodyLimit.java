package org.sextant.web;

import jakarta.annotation.Priority;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.sextant.web.problem.CommonProblem;
import org.sextant.web.problem.ProblemException;

/** Refuses bodies over 1 MiB, declared or streamed. As for all content, the check of the caller's role comes first. */
@Provider
@Priority(RequestPipeline.BODY_LIMIT)
class BodyLimit implements ReaderInterceptor {

    private static final int MAX_BYTES = 1024 * 1024;

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext body) throws IOException {
        if (body.getType() == InputStream.class) {
            // A resource that reads a stream reads bounded pieces.
            return body.proceed();
        }
        var declared = body.getHeaders().getFirst(HttpHeaders.CONTENT_LENGTH);
        if (declared != null && Long.parseLong(declared) > MAX_BYTES) {
            throw exceeded();
        }
        body.setInputStream(new Counted(body.getInputStream()));
        try {
            return body.proceed();
        } catch (NumberFormatException | ArithmeticException unreadable) {
            throw StrictJson.unreadableNumber();
        }
    }

    static ProblemException exceeded() {
        return CommonProblem.TOO_LARGE.because("A body may have at most 1 MiB.");
    }

    private static final class Counted extends FilterInputStream {

        private int bytesRead;

        Counted(InputStream source) {
            super(source);
        }

        @Override
        public int read() throws IOException {
            var next = super.read();
            return next < 0 ? next : count(1, next);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            var read = super.read(target, offset, length);
            return read < 0 ? read : count(read, read);
        }

        private int count(int bytes, int result) {
            bytesRead += bytes;
            if (bytesRead > MAX_BYTES) {
                throw exceeded();
            }
            return result;
        }
    }
}
