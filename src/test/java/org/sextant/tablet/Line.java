package org.sextant.tablet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.sextant.client.ApiClient;
import org.sextant.client.ApiException;
import org.sextant.client.ApiResponse;
import org.sextant.client.AssessmentsApi;
import org.sextant.client.JSON;
import org.sextant.client.MedicationsApi;
import org.sextant.client.SessionsApi;
import org.sextant.client.SideEffectsApi;
import org.sextant.client.SyncApi;
import org.sextant.client.VitalsApi;
import org.sextant.client.model.CheckIn;
import org.sextant.client.model.Discharge;
import org.sextant.client.model.EndInfusion;
import org.sextant.client.model.ItemResult;
import org.sextant.client.model.RecordAssessment;
import org.sextant.client.model.RecordMedication;
import org.sextant.client.model.RecordSideEffect;
import org.sextant.client.model.RecordVitals;
import org.sextant.client.model.StartInfusion;
import org.sextant.client.model.SyncAssessment;
import org.sextant.client.model.SyncDischarge;
import org.sextant.client.model.SyncItem;
import org.sextant.client.model.SyncItems;
import org.sextant.client.model.SyncMedication;
import org.sextant.client.model.SyncSideEffect;
import org.sextant.client.model.SyncStart;
import org.sextant.client.model.SyncVitals;
import org.sextant.tablet.Outbox.Entry;
import org.sextant.tablet.Tablet.Outcome;
import org.sextant.tablet.Tablet.Verdict;

/** The calls a tablet makes, with the client that was generated from the contract. Each is sent once. */
final class Line {

    private final ObjectMapper json = JSON.getDefault().getMapper();
    private final InstantSource clock;
    private final Supplier<String> tokens;
    private final SyncApi sync;
    private final SessionsApi sessions;
    private final VitalsApi vitals;
    private final SideEffectsApi sideEffects;
    private final MedicationsApi medications;
    private final AssessmentsApi assessments;
    private String token;

    /**
     * @param clock the device's own, right or wrong
     * @param tokens gives a fresh one each time
     */
    Line(URI server, InstantSource clock, Supplier<String> tokens) {
        this.clock = clock;
        this.tokens = tokens;
        this.token = tokens.get();
        var client = new ApiClient()
                .setHttpClientBuilder(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1))
                .setConnectTimeout(Duration.ofSeconds(5))
                .setReadTimeout(Duration.ofSeconds(30))
                .setRequestInterceptor(this::sign);
        client.updateBaseUri(server.toString());
        sync = new SyncApi(client);
        sessions = new SessionsApi(client);
        vitals = new VitalsApi(client);
        sideEffects = new SideEffectsApi(client);
        medications = new MedicationsApi(client);
        assessments = new AssessmentsApi(client);
    }

    /** Device-Time here and not as a parameter: the generated client would leave out seconds that are zero. */
    private void sign(HttpRequest.Builder request) {
        request.header("Authorization", "Bearer " + token)
                .header("Device-Time", clock.instant().toString());
    }

    void renewToken() {
        token = tokens.get();
    }

    /**
     * Sends a step, one record, or several records together.
     *
     * @throws ApiException where there is no answer, or the request is refused as a whole
     */
    List<Verdict> send(List<Entry> together) throws ApiException {
        var entry = together.get(0);
        if (together.size() > 1 || hasHappened(entry)) {
            return sync(together);
        }
        return List.of(entry.recorded().step() == null ? create(entry) : take(entry));
    }

    /** A step that is recorded afterwards has no request of its own. */
    private static boolean hasHappened(Entry entry) {
        return List.of("START", "DISCHARGE")
                .contains(entry.recorded().content().path("type").asText());
    }

    private List<Verdict> sync(List<Entry> together) throws ApiException {
        var items =
                together.stream().map(entry -> item(entry.recorded().content())).toList();
        return sync.sync(new SyncItems().items(items), null, null).getResults().stream()
                .map(result -> verdict(together.get(result.getIndex()), result))
                .toList();
    }

    private SyncItem item(JsonNode content) {
        return switch (content.get("type").asText()) {
            case "VITALS" -> new SyncItem(json.convertValue(content, SyncVitals.class));
            case "SIDE_EFFECT" -> new SyncItem(json.convertValue(content, SyncSideEffect.class));
            case "MEDICATION" -> new SyncItem(json.convertValue(content, SyncMedication.class));
            case "START" -> new SyncItem(json.convertValue(content, SyncStart.class));
            case "DISCHARGE" -> new SyncItem(json.convertValue(content, SyncDischarge.class));
            default -> new SyncItem(json.convertValue(content, SyncAssessment.class));
        };
    }

    private static Verdict verdict(Entry entry, ItemResult result) {
        return switch (result.getOutcome()) {
            case CREATED -> new Verdict(entry, Outcome.DONE, null);
            case REPLAYED -> new Verdict(entry, Outcome.DONE_BEFORE, null);
            case REJECTED ->
                new Verdict(
                        entry,
                        Boolean.TRUE.equals(result.getRetryable()) ? Outcome.NOT_YET : Outcome.REFUSED,
                        result.getProblem().getType().getValue());
        };
    }

    private Verdict create(Entry entry) throws ApiException {
        var item = entry.recorded().content();
        try {
            return done(
                    entry,
                    switch (item.get("type").asText()) {
                        case "VITALS" ->
                            vitals.recordVitalsWithHttpInfo(
                                    id(item, "sessionId"), body(item, RecordVitals.class), null, null);
                        case "SIDE_EFFECT" ->
                            sideEffects.recordSideEffectWithHttpInfo(
                                    id(item, "sessionId"), body(item, RecordSideEffect.class), null, null);
                        case "MEDICATION" ->
                            medications.recordMedicationWithHttpInfo(
                                    id(item, "sessionId"), body(item, RecordMedication.class), null, null);
                        default ->
                            assessments.recordAssessmentWithHttpInfo(
                                    id(item, "courseId"), body(item, RecordAssessment.class), null, null);
                    });
        } catch (ApiException refusal) {
            if (Answers.notYet(refusal)) {
                return new Verdict(entry, Outcome.NOT_YET, Answers.problem(refusal));
            }
            throw refusal;
        }
    }

    private Verdict take(Entry entry) throws ApiException {
        var recorded = entry.recorded();
        var session = recorded.sessionId();
        var key = recorded.id().toString();
        var ifMatch = recorded.ifMatch();
        return done(
                entry,
                switch (recorded.step()) {
                    case CHECK_IN ->
                        sessions.checkInWithHttpInfo(
                                session, body(recorded.content(), CheckIn.class), ifMatch, key, null);
                    case START ->
                        sessions.startInfusionWithHttpInfo(
                                session, ifMatch, key, null, body(recorded.content(), StartInfusion.class));
                    case END ->
                        sessions.endInfusionWithHttpInfo(
                                session, body(recorded.content(), EndInfusion.class), ifMatch, key, null);
                    case DISCHARGE ->
                        sessions.dischargeWithHttpInfo(
                                session, body(recorded.content(), Discharge.class), ifMatch, key, null);
                });
    }

    private static Verdict done(Entry entry, ApiResponse<?> answer) {
        var before = answer.getHeaders().keySet().stream().anyMatch("Idempotent-Replayed"::equalsIgnoreCase);
        return new Verdict(entry, before ? Outcome.DONE_BEFORE : Outcome.DONE, null);
    }

    /** The body of a single request: an item without what the path says. */
    private <T> T body(JsonNode content, Class<T> type) {
        ObjectNode body = content.deepCopy();
        return json.convertValue(body.without(List.of("type", "sessionId", "courseId")), type);
    }

    private static UUID id(JsonNode item, String member) {
        return UUID.fromString(item.get(member).asText());
    }
}
