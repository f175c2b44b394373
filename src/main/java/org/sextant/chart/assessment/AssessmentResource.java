package org.sextant.chart.assessment;

import static org.sextant.identity.Role.EMERGENCY;
import static org.sextant.identity.Role.INTEGRATION;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.sextant.audit.log.Audited;
import org.sextant.chart.course.CourseRepository;
import org.sextant.record.IdempotentCreate;
import org.sextant.record.Retract;
import org.sextant.record.idempotency.Idempotent;
import org.sextant.web.problem.Violations;
import org.sextant.web.representation.Page;
import org.sextant.web.representation.Paging;
import org.sextant.web.representation.Position;
import org.sextant.web.representation.Replies;

/** Assessments of mood and symptoms, scored by the service. */
@Path("/v1")
@Audited
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Assessments")
@Idempotent
class AssessmentResource {

    private final AssessmentService service;
    private final AssessmentRepository assessments;
    private final Instruments instruments;
    private final CourseRepository courses;
    private final IdempotentCreate creates;

    AssessmentResource(
            AssessmentService service,
            AssessmentRepository assessments,
            Instruments instruments,
            CourseRepository courses,
            IdempotentCreate creates) {
        this.service = service;
        this.assessments = assessments;
        this.instruments = instruments;
        this.courses = courses;
        this.creates = creates;
    }

    @POST
    @Path("/courses/{courseId}/assessments")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION})
    @Operation(
            operationId = "recordAssessment",
            summary = "Record an assessment",
            description = "Send the answers, which the server scores, or the total. A missing answer is refused.")
    @APIResponseSchema(value = AssessmentView.class, responseCode = "201", responseDescription = "Recorded")
    public RestResponse<AssessmentView> record(@RestPath UUID courseId, @NotNull @Valid RecordAssessment request) {
        var outcome = creates.execute(
                request.id(),
                List.of(courseId, request),
                assessments,
                provenance -> service.record(courseId, provenance, request));
        var view = service.view(outcome.record());
        return Replies.created(outcome.replayed(), "/v1/assessments/" + view.id(), view);
    }

    @GET
    @Path("/courses/{courseId}/assessments")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION, EMERGENCY})
    @Operation(
            operationId = "listAssessments",
            summary = "List the assessments of a course by the time they were taken",
            description = "Those of the same time by recordedAt, then by id.")
    public RestResponse<Page<AssessmentView>> list(
            @RestPath UUID courseId,
            @RestQuery @Parameter(description = "Only this instrument", example = "PHQ-9") String instrument,
            @BeanParam Paging paging) {
        courses.get(courseId);
        if (instrument != null && instruments.find(instrument).isEmpty()) {
            throw Violations.ofParameter("instrument", "must be one of " + instruments.codes());
        }
        var baselines = service.baselines(courseId);
        return paging.answer(
                Position.OF_RECORDS,
                (after, size) -> assessments.ofCourse(courseId, instrument, after, size),
                Assessment::position,
                assessment -> service.view(assessment, baselines));
    }

    @GET
    @Path("/assessments/{id}")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION, EMERGENCY})
    @Operation(operationId = "readAssessment", summary = "Read an assessment")
    public RestResponse<AssessmentView> read(
            @RestPath UUID id, @RestHeader(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch) {
        var assessment = assessments.get(id);
        var baselines = service.baselines(assessment.courseId());
        // The comparison with the baseline may change without a new version. Then the copy of the client is stale.
        var unchanged = baselines.unchangedSince(assessment) && !assessments.anyCorrectedSince(assessment);
        return Replies.read(unchanged ? ifNoneMatch : null, service.view(assessment, baselines));
    }

    @GET
    @Path("/assessments/{id}/history")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION, EMERGENCY})
    @Operation(
            operationId = "listAssessmentHistory",
            summary = "List the versions of an assessment, the first one first")
    public RestResponse<Page<AssessmentView>> history(@RestPath UUID id, @BeanParam Paging paging) {
        var baselines = service.baselines(assessments.courseOf(id));
        return paging.answerVersions(
                (version, size) -> assessments.history(id, version, size),
                assessment -> service.view(assessment, baselines));
    }

    @POST
    @Path("/assessments/{id}/amend")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION})
    @Operation(
            operationId = "amendAssessment",
            summary = "Correct an assessment",
            description =
                    "Send the members that change (null removes one) and the reason. A nurse and an EHR correct what they recorded themselves.")
    @RequestBody(content = @Content(schema = @Schema(implementation = RecordAssessment.class)))
    public RestResponse<AssessmentView> amend(
            @RestPath UUID id, @RestHeader(HttpHeaders.IF_MATCH) String ifMatch, @NotNull JsonNode body) {
        return Replies.changed(service.view(service.amend(id, ifMatch, body)));
    }

    @POST
    @Path("/assessments/{id}/retract")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION})
    @Operation(
            operationId = "retractAssessment",
            summary = "Mark an assessment as entered in error",
            description = "It stays readable, and counts nowhere.")
    public RestResponse<AssessmentView> retract(
            @RestPath UUID id, @RestHeader(HttpHeaders.IF_MATCH) String ifMatch, @NotNull @Valid Retract request) {
        return Replies.changed(service.view(service.retract(id, ifMatch, request.reason())));
    }
}
