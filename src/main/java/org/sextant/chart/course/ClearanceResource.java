package org.sextant.chart.course;

import static org.sextant.identity.Role.EMERGENCY;
import static org.sextant.identity.Role.INTEGRATION;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

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
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.sextant.audit.log.Audited;
import org.sextant.record.IdempotentCreate;
import org.sextant.record.idempotency.Idempotent;
import org.sextant.web.problem.CommonProblem;
import org.sextant.web.problem.Violations;
import org.sextant.web.representation.Page;
import org.sextant.web.representation.Paging;
import org.sextant.web.representation.Position;
import org.sextant.web.representation.Replies;

/** The clearances that a course needs before its activation. */
@Path("/v1")
@Audited
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Courses")
@Idempotent
class ClearanceResource {

    private final CourseService service;
    private final CourseRepository courses;
    private final ClearanceRepository clearances;
    private final IdempotentCreate creation;
    private final InstantSource time;

    ClearanceResource(
            CourseService service,
            CourseRepository courses,
            ClearanceRepository clearances,
            IdempotentCreate creation,
            InstantSource time) {
        this.service = service;
        this.courses = courses;
        this.clearances = clearances;
        this.creation = creation;
        this.time = time;
    }

    @POST
    @Path("/courses/{courseId}/clearances")
    @RolesAllowed(PRESCRIBER)
    @Operation(operationId = "recordClearance", summary = "Record that the patient was cleared in one respect")
    @APIResponseSchema(value = ClearanceView.class, responseCode = "201", responseDescription = "Recorded")
    public RestResponse<ClearanceView> record(@RestPath UUID courseId, @NotNull @Valid RecordClearance request) {
        // UTC+14, the time zone furthest ahead, where the next day starts first.
        var latestDate = time.instant().atZone(ZoneOffset.ofHours(14)).toLocalDate();
        new Violations()
                .rejectIf(request.clearedOn().isAfter(latestDate), "/clearedOn", "must not lie in the future")
                .refuse();
        var outcome = creation.once(
                request.id(),
                List.of(courseId, request),
                clearances,
                provenance -> service.clear(courseId, provenance, request));
        var view = ClearanceView.of(outcome.record());
        return Replies.created(outcome.replayed(), "/v1/courses/" + courseId + "/clearances/" + view.id(), view);
    }

    @GET
    @Path("/courses/{courseId}/clearances")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION, EMERGENCY})
    @Operation(operationId = "listClearances", summary = "List the clearances of a course, oldest record first")
    public RestResponse<Page<ClearanceView>> list(@RestPath UUID courseId, @BeanParam Paging paging) {
        courses.get(courseId);
        return paging.answer(
                (after, size) -> clearances.ofCourse(courseId, after, size),
                clearance -> Position.of(clearance.recordedAt(), clearance.id()),
                ClearanceView::of);
    }

    @GET
    @Path("/courses/{courseId}/clearances/{id}")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION, EMERGENCY})
    @Operation(operationId = "readClearance", summary = "Read a clearance")
    public RestResponse<ClearanceView> read(
            @RestPath UUID courseId, @RestPath UUID id, @RestHeader(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch) {
        var clearance = clearances.get(id);
        if (!clearance.courseId().equals(courseId)) {
            throw CommonProblem.NOT_FOUND.because("The course has no such clearance.");
        }
        return Replies.read(ifNoneMatch, ClearanceView.of(clearance));
    }
}
