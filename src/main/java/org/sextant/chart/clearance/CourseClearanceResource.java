package org.sextant.chart.clearance;

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
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.sextant.audit.log.Audited;
import org.sextant.chart.course.CourseRepository;
import org.sextant.record.IdempotentCreate;
import org.sextant.record.idempotency.Idempotent;
import org.sextant.web.problem.CommonProblem;
import org.sextant.web.representation.Page;
import org.sextant.web.representation.Paging;
import org.sextant.web.representation.Position;
import org.sextant.web.representation.Replies;

/** The clearances that were recorded for a course. They are clearances of the course's patient. */
@Path("/v1")
@Audited
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Clearances")
@Idempotent
class CourseClearanceResource {

    private final ClearanceService service;
    private final CourseRepository courses;
    private final ClearanceRepository clearances;
    private final IdempotentCreate creates;
    private final InstantSource time;

    CourseClearanceResource(
            ClearanceService service,
            CourseRepository courses,
            ClearanceRepository clearances,
            IdempotentCreate creates,
            InstantSource time) {
        this.service = service;
        this.courses = courses;
        this.clearances = clearances;
        this.creates = creates;
        this.time = time;
    }

    @POST
    @Path("/courses/{courseId}/clearances")
    @RolesAllowed(PRESCRIBER)
    @Operation(
            operationId = "recordClearance",
            summary = "Record whether the course's patient is fit in one respect",
            description = "The outcome is CLEARED where it is absent. The clearance is the patient's, in each course.")
    @APIResponseSchema(value = ClearanceView.class, responseCode = "201", responseDescription = "Recorded")
    public RestResponse<ClearanceView> record(@RestPath UUID courseId, @NotNull @Valid RecordClearance request) {
        request.check(time.instant());
        var outcome = creates.execute(
                request.id(),
                List.of(courseId, request),
                clearances,
                provenance -> service.ofCourse(courseId, provenance, request));
        var view = ClearanceView.of(outcome.record());
        return Replies.created(outcome.replayed(), "/v1/courses/" + courseId + "/clearances/" + view.id(), view);
    }

    @GET
    @Path("/courses/{courseId}/clearances")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION, EMERGENCY})
    @Operation(
            operationId = "listClearances",
            summary = "List the clearances that were recorded for a course, oldest record first")
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
    @Operation(operationId = "readClearance", summary = "Read a clearance that was recorded for a course")
    public RestResponse<ClearanceView> read(
            @RestPath UUID courseId, @RestPath UUID id, @RestHeader(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch) {
        var clearance = clearances.get(id);
        if (!courseId.equals(clearance.courseId())) {
            throw CommonProblem.NOT_FOUND.because("The course has no such clearance.");
        }
        return Replies.read(ifNoneMatch, ClearanceView.of(clearance));
    }
}
