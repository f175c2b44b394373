package org.sextant.chart.schedule;

import static org.sextant.identity.Role.COORDINATOR;
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
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.sextant.audit.log.Audited;
import org.sextant.chart.course.CourseRepository;
import org.sextant.chart.session.SessionForm;
import org.sextant.chart.session.SessionRepository;
import org.sextant.record.IdempotentCreate;
import org.sextant.record.idempotency.Idempotent;
import org.sextant.web.representation.Page;
import org.sextant.web.representation.Paging;
import org.sextant.web.representation.Position;
import org.sextant.web.representation.Replies;
import org.sextant.web.representation.Versioned;

/** The appointments of a course. */
@Path("/v1")
@Audited
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sessions")
@Idempotent
class CourseSessionResource {

    private final CourseSchedule schedule;
    private final CourseRepository courses;
    private final SessionRepository sessions;
    private final IdempotentCreate creates;
    private final SessionForm form;

    CourseSessionResource(
            CourseSchedule schedule,
            CourseRepository courses,
            SessionRepository sessions,
            IdempotentCreate creates,
            SessionForm form) {
        this.schedule = schedule;
        this.courses = courses;
        this.sessions = sessions;
        this.creates = creates;
        this.form = form;
    }

    @POST
    @Path("/courses/{courseId}/sessions")
    @RolesAllowed({PRESCRIBER, COORDINATOR})
    @Operation(
            operationId = "scheduleSession",
            summary = "Add one appointment to a course",
            description = "It takes the lowest number that is free. A coordinator gets an Appointment.")
    @APIResponseSchema(value = SessionForm.Either.class, responseCode = "201", responseDescription = "Scheduled")
    public RestResponse<? extends Versioned> schedule(
            @RestPath UUID courseId, @NotNull @Valid ScheduleSession request) {
        var outcome = creates.execute(
                request.id(),
                List.of(courseId, request),
                sessions,
                provenance -> schedule.schedule(courseId, provenance, request));
        var session = outcome.record();
        return Replies.created(outcome.replayed(), "/v1/sessions/" + session.id(), form.of(session));
    }

    @POST
    @Path("/courses/{courseId}/schedule")
    @RolesAllowed({PRESCRIBER, COORDINATOR})
    @Operation(
            operationId = "scheduleCourse",
            summary = "Add the appointments that a course still lacks",
            description =
                    "One for each number that is free up to plannedSessions. Every appointment has the same time on the"
                            + " clock of the clinic's time zone. A time that the clock skips moves forward by the gap; of a time that"
                            + " it shows twice, the first counts. Exactly one of everyDays, weekdays and phases; phases where"
                            + " none is given and the protocol has a schedule. A coordinator gets Appointments.")
    @APIResponseSchema(value = SessionForm.OnePage.class, responseCode = "201", responseDescription = "Scheduled")
    public RestResponse<Page<Versioned>> scheduleAll(@RestPath UUID courseId, @NotNull @Valid ScheduleCourse request) {
        var scheduled =
                schedule.scheduleAll(courseId, request).stream().map(form::of).toList();
        return Replies.created("/v1/courses/" + courseId + "/sessions", new Page<>(scheduled, null))
                .build();
    }

    @GET
    @Path("/courses/{courseId}/sessions")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION, COORDINATOR, EMERGENCY})
    @Operation(
            operationId = "listSessionsOfCourse",
            summary = "List the sessions of a course by appointment",
            description = "A coordinator gets each session as an Appointment, without clinical content.")
    @APIResponseSchema(value = SessionForm.OnePage.class, responseCode = "200")
    public RestResponse<? extends Page<?>> list(@RestPath UUID courseId, @BeanParam Paging paging) {
        courses.get(courseId);
        return paging.answer(
                (after, size) -> sessions.ofCourse(courseId, after, size),
                session -> Position.of(session.scheduledAt(), session.id()),
                form::of);
    }
}
