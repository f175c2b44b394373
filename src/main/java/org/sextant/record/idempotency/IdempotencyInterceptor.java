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
 * Carries a POST under a key out once. The key, what the request does and its answer are one transaction: either all of
 * it is there, and every repetition gets the same answer, or nothing is, and a repetition is the first.
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

    /** A refusal may be the work of a twin, under another key or none, that was committed meanwhile: look once more. */
    private Object once(KeyedRequest keyed, InvocationContext call) {
        try {
            return attempt(keyed, call);
        } catch (ConstraintViolationException overtaken) {
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
            var key = answers.named(keyed.key());
            if (!answers.take(key)) {
                throw IdempotencyProblem.IN_FLIGHT
                        .because("The first request under this key has not been answered yet.")
                        .header(HttpHeaders.RETRY_AFTER, "1");
            }
            var kept = answers.find(key);
            var answer = kept.isPresent() ? replay(keyed, kept.get()) : (RestResponse<?>) call.proceed();
            audit.recordCall(answer.getStatus());
            if (kept.isPresent()) {
                return answer;
            }
            if (!(answer.getEntity() instanceof Provisional parts && parts.provisional())) {
                answers.persist(new IdempotencyRecord(key, keyed.fingerprint(), answer, body(answer), time.instant()));
            }
            return answer;
        });
    }

    /** Word for word, so not through the records that it was made from. */
    private static RestResponse<RawValue> replay(KeyedRequest keyed, IdempotencyRecord kept) {
        if (!kept.isOf(keyed)) {
            throw IdempotencyProblem.KEY_REUSE.because("Another request was carried out under this key.");
        }
        var answer = ResponseBuilder.<RawValue>create(kept.status())
                .entity(new RawValue(kept.body()))
                .header(Replies.REPLAYED, true);
        kept.headers().forEach(answer::header);
        return answer.build();
    }

    private String body(RestResponse<?> answer) throws JsonProcessingException {
        return json.writeValueAsString(answer.getEntity());
    }
}
