package org.sextant.chart.course;

import static org.sextant.identity.Role.COORDINATOR;
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
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
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
import org.sextant.identity.Caller;
import org.sextant.record.IdempotentCreate;
import org.sextant.record.idempotency.Idempotent;
import org.sextant.web.MergePatch;
import org.sextant.web.NoMembers;
import org.sextant.web.QueryText;
import org.sextant.web.problem.ProblemMappers;
import org.sextant.web.representation.Page;
import org.sextant.web.representation.Paging;
import org.sextant.web.representation.Position;
import org.sextant.web.representation.Replies;
import org.sextant.web.representation.Versioned;

/** Courses: planning, editing and changes of the status. */
@Path("/v1")
@Audited
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Courses")
@Idempotent
class CourseResource {

    private final CourseService service;
    private final CourseRevisionService revisions;
    private final CourseRepository courses;
    private final IdempotentCreate creates;
    private final Caller caller;

    CourseResource(
            CourseService service,
            CourseRevisionService revisions,
            CourseRepository courses,
            IdempotentCreate creates,
            Caller caller) {
        this.service = service;
        this.revisions = revisions;
        this.courses = courses;
        this.creates = creates;
        this.caller = caller;
    }

    @POST
    @Path("/courses")
    @RolesAllowed({PRESCRIBER, INTEGRATION})
    @Operation(operationId = "planCourse", summary = "Plan a course for a patient")
    @APIResponseSchema(value = CourseView.class, responseCode = "201", responseDescription = "Planned")
    public RestResponse<CourseView> plan(@NotNull @Valid PlanCourse request) {
        var outcome = creates.execute(request.id(), request, courses, provenance -> service.plan(provenance, request));
        var view = CourseView.of(outcome.record());
        return Replies.created(outcome.replayed(), "/v1/courses/" + view.id(), view);
    }

    @GET
    @Path("/courses")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION, COORDINATOR, EMERGENCY})
    @Operation(
            operationId = "listCourses",
            summary = "List courses, oldest record first",
            description = "A coordinator gets each course as a CoursePlan, without clinical content.")
    @APIResponseSchema(value = CoursePage.class, responseCode = "200")
    public RestResponse<? extends Page<?>> list(
            @RestQuery @Parameter(schema = @Schema(implementation = UUID.class)) String patientId,
            @RestQuery @Parameter(schema = @Schema(implementation = CourseStatus.class)) String status,
            @RestQuery @Parameter(description = "Only with this label; not for coordinators, who see no labels")
                    String label,
            @RestQuery
                    @Parameter(
                            description =
                                    "Only courses of which the course itself, a session or a record, such as a reading or a"
                                            + " score, changed at or after this time",
                            schema = @Schema(implementation = Instant.class))
                    String updatedSince,
            @BeanParam Paging paging) {
        var filters = new CourseRepository.Filters(
                QueryText.uuid("patientId", patientId),
                QueryText.oneOf(CourseStatus.class, "status", status),
                visibleLabel(label),
                QueryText.time("updatedSince", updatedSince));
        return paging.answer(
                (after, size) -> courses.list(filters, after, size),
                course -> Position.of(course.recordedAt(), course.id()),
                view());
    }

    @GET
    @Path("/courses/{id}")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION, COORDINATOR, EMERGENCY})
    @Operation(
            operationId = "readCourse",
            summary = "Read a course",
            description = "A coordinator gets a CoursePlan, without clinical content.")
    @APIResponseSchema(value = CourseOrPlan.class, responseCode = "200")
    public RestResponse<? extends Versioned> read(
            @RestPath UUID id, @RestHeader(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch) {
        return Replies.read(ifNoneMatch, view().apply(courses.get(id)));
    }

    @PATCH
    @Path("/courses/{id}")
    @Consumes(MergePatch.MEDIA_TYPE)
    @RolesAllowed(PRESCRIBER)
    @Operation(operationId = "editCourse", summary = "Change a course's details")
    @RequestBody(
            content =
                    @Content(mediaType = MergePatch.MEDIA_TYPE, schema = @Schema(implementation = CourseDetails.class)))
    public RestResponse<CourseView> edit(
            @RestPath UUID id, @RestHeader(HttpHeaders.IF_MATCH) String ifMatch, @NotNull JsonNode patch) {
        return Replies.changed(CourseView.of(service.edit(id, ifMatch, patch)));
    }

    @POST
    @Path("/courses/{id}/activate")
    @RolesAllowed(PRESCRIBER)
    @Operation(
            operationId = "activateCourse",
            summary = "Activate a course that has all its clearances",
            description =
                    "A rule that is broken, such as the ages of the protocol, refuses the step: 409 safety-rule with"
                            + " the verdicts; a prescriber may go on with an overrideReason.")
    public RestResponse<CourseView> activate(
            @RestPath UUID id, @RestHeader(HttpHeaders.IF_MATCH) String ifMatch, @Valid ActivateCourse request) {
        var step = request == null ? ActivateCourse.AS_CLEARED : request;
        return Replies.changed(CourseView.of(service.activate(id, ifMatch, step)));
    }

    @POST
    @Path("/courses/{id}/protocol")
    @RolesAllowed(PRESCRIBER)
    @Operation(
            operationId = "changeRevision",
            summary = "Move a course to a later revision of its protocol",
            description =
                    "For a course that is PLANNED or ACTIVE, while no session is under way. Scheduled sessions follow;"
                            + " sessions that have begun keep their revision.")
    public RestResponse<CourseView> changeRevision(
            @RestPath UUID id,
            @RestHeader(HttpHeaders.IF_MATCH) String ifMatch,
            @NotNull @Valid ChangeRevision request) {
        return Replies.changed(CourseView.of(revisions.change(id, ifMatch, request)));
    }

    @POST
    @Path("/courses/{id}/complete")
    @RolesAllowed(PRESCRIBER)
    @Operation(
            operationId = "completeCourse",
            summary = "Complete an active course",
            description = "Sessions that are only scheduled are cancelled. Refused while a session is under way.")
    public RestResponse<CourseView> complete(
            @RestPath UUID id, @RestHeader(HttpHeaders.IF_MATCH) String ifMatch, NoMembers none) {
        return Replies.changed(CourseView.of(service.complete(id, ifMatch)));
    }

    @POST
    @Path("/courses/{id}/discontinue")
    @RolesAllowed(PRESCRIBER)
    @Operation(
            operationId = "discontinueCourse",
            summary = "End a course before its time",
            description = "Sessions that are only scheduled are cancelled. Refused while a session is under way.")
    public RestResponse<CourseView> discontinue(
            @RestPath UUID id,
            @RestHeader(HttpHeaders.IF_MATCH) String ifMatch,
            @NotNull @Valid DiscontinueCourse request) {
        return Replies.changed(CourseView.of(service.discontinue(id, ifMatch, request)));
    }

    /** Ignoring the parameter would list all courses, and answering it would disclose who has the label. */
    private String visibleLabel(String label) {
        if (label != null && !caller.seesClinicalDetail()) {
            throw ProblemMappers.forbidden("Labels are clinical detail, which the caller's role does not see.");
        }
        return QueryText.code("label", label);
    }

    /** The form of a course for the caller: a coordinator gets no clinical detail. */
    private Function<Course, Versioned> view() {
        return caller.seesClinicalDetail() ? CourseView::of : CoursePlanView::of;
    }

    /** Either form of a course, for the OpenAPI document. */
    @Schema(
            name = "CourseOrPlan",
            anyOf = {CourseView.class, CoursePlanView.class})
    interface CourseOrPlan {}

    /** A page of either form, for the OpenAPI document. */
    @Schema(name = "PageOfCourses")
    record CoursePage(
            @Schema(required = true) List<CourseOrPlan> items,
            @Schema(required = true, nullable = true) String next) {}
}
