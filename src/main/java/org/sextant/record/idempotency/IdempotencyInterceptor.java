package org.sextant.record.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.RawValue;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.InstantSource;
import org.hibernate.exception.ConstraintViolationException;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.sextant.audit.log.AuditRepository;
import org.sextant.identity.Caller;
import org.sextant.web.RequestPipeline;
import org.sextant.web.problem.ProblemException;
import org.sextant.web.representation.Replies;

/**
 * Executes a POST with an {@code Idempotency-Key} once. The writes of the request and the stored answer are one
 * transaction. After a commit, every repetition gets the stored answer; after a rollback, nothing is stored, and a
 * repetition is executed as the first request.
 */
@Idempotent
@Interceptor
@Priority(RequestPipeline.IDEMPOTENCY)
class IdempotencyInterceptor {

    private final IdempotencyRecordRepository answers;
    private final AuditRepository audit;
    private final CurrentVertxRequest request;
    private final Caller caller;
    private final ObjectMapper json;
    private final InstantSource time;

    IdempotencyInterceptor(
            IdempotencyRecordRepository answers,
            AuditRepository audit,
            CurrentVertxRequest request,
            Caller caller,
            ObjectMapper json,
            InstantSource time) {
        this.answers = answers;
        this.audit = audit;
        this.request = request;
        this.caller = caller;
        this.json = json;
        this.time = time;
    }

    @AroundInvoke
    Object once(InvocationContext call) throws Exception {
        var method = call.getMethod();
        if (!method.isAnnotationPresent(POST.class) || method.isAnnotationPresent(NotStored.class)) {
            return call.proceed();
        }
        var form = caller.seesClinicalDetail() ? "clinical" : "reduced";
        var keyed = KeyedRequest.of(request.getCurrent().request(), call, form);
        return keyed.isPresent() ? once(keyed.get(), call) : call.proceed();
    }

    /** A concurrent identical request, with another key or none, may cause a refusal, so the second attempt decides. */
    private Object once(KeyedRequest keyed, InvocationContext call) {
        try {
            return attempt(keyed, call);
        } catch (ConstraintViolationException concurrent) {
            return attempt(keyed, call);
        } catch (ProblemException refusal) {
            if (refusal.type().status() != 409 || refusal.type().equals(IdempotencyProblem.IN_FLIGHT)) {
                throw refusal;
            }
            return attempt(keyed, call);
        }
    }

    private Object attempt(KeyedRequest keyed, InvocationContext call) {
        return QuarkusTransaction.requiringNew().call(() -> {
            audit.attributeToCaller();
            var key = answers.keyOfCaller(keyed.key());
            if (!answers.tryLock(key)) {
                throw IdempotencyProblem.IN_FLIGHT
                        .because("The first request under this key has not been answered yet.")
                        .header(HttpHeaders.RETRY_AFTER, "1");
            }
            var stored = answers.find(key);
            var answer = stored.isPresent() ? replay(keyed, stored.get()) : (RestResponse<?>) call.proceed();
            audit.recordCall(answer.getStatus());
            if (stored.isPresent()) {
                return answer;
            }
            if (!(answer.getEntity() instanceof Provisional parts && parts.provisional())) {
                answers.persist(new IdempotencyRecord(key, keyed.fingerprint(), answer, body(answer), time.instant()));
            }
            return answer;
        });
    }

    /** Sends the stored body unchanged: the records of the first answer may have changed since. */
    private static RestResponse<RawValue> replay(KeyedRequest keyed, IdempotencyRecord stored) {
        if (!stored.isOf(keyed)) {
            throw IdempotencyProblem.KEY_REUSE.because("Another request was carried out under this key.");
        }
        var answer = ResponseBuilder.<RawValue>create(stored.status())
                .entity(new RawValue(stored.body()))
                .header(Replies.REPLAYED, true);
        stored.headers().forEach(answer::header);
        return answer.build();
    }

    private String body(RestResponse<?> answer) throws JsonProcessingException {
        return json.writeValueAsString(answer.getEntity());
    }
}
