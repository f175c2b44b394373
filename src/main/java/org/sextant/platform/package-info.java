/**
 * What the service needs to start: rules of the start, settings, clock, health, database, the OpenAPI document.
 * Start at {@link StartupSettings}, {@link EmbeddedDatabase}, {@link ContractFilter}.
 * May import: web.
 */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Sextant",
                        version = "1",
                        description = """
                                Tracks clinical ketamine treatment: courses of sessions, the vitals taken during each, side effects, and the
                                scores that show whether it helps.

                                JSON in camelCase. Times are RFC 3339 with a zone and are answered in UTC; dates are `YYYY-MM-DD`. Ids are UUIDs; a client
                                may send its own when it creates, and repeat the request safely. Unknown members are refused. Every error is an RFC 9457
                                problem document whose `type` serves a page about it. The software is not a medical device and gives no clinical advice.
                                """,
                        license =
                                @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0.txt")),
        servers = @Server(url = "/", description = "This service"),
        tags = {
            @Tag(name = "Patients", description = "Who is treated"),
            @Tag(name = "Clinic", description = "The clinic itself, and its time zone"),
            @Tag(name = "Protocols", description = "The clinic's own rules, as data"),
            @Tag(name = "Courses", description = "A plan of sessions for one patient, and what came of it"),
            @Tag(name = "Sessions", description = "One visit, from the appointment to the discharge"),
            @Tag(name = "Vitals", description = "Readings at the chairside"),
            @Tag(name = "Side effects", description = "What was felt or seen that was not intended"),
            @Tag(name = "Medications", description = "What else was given during a session"),
            @Tag(name = "Doses", description = "Further doses of the session's own drug"),
            @Tag(name = "Assessments", description = "Instruments and scores"),
            @Tag(name = "Alerts", description = "What staff must look at, from the finding to the acknowledgement"),
            @Tag(name = "REMS", description = "The monitoring form of esketamine, and its deadline"),
            @Tag(name = "Drug account", description = "What was drawn, given and wasted of each lot"),
            @Tag(name = "Reports", description = "Courses and sessions as figures and as rows"),
            @Tag(name = "Imports", description = "Records of another system, line by line"),
            @Tag(name = "Changes", description = "Every committed change, for systems that keep a copy"),
            @Tag(name = "Webhooks", description = "Other systems that are told of each change by a signed call"),
            @Tag(name = "Sync", description = "A tablet that comes back online"),
            @Tag(name = "Access", description = "Who may still, and who may for once"),
            @Tag(name = "Audit", description = "Who asked for what, and what they changed"),
            @Tag(name = "Clearances", description = "Whether a patient is fit for treatment, in one respect each"),
            @Tag(name = "Problems", description = "What errors mean, for people")
        },
        components =
                @Components(
                        schemas = @Schema(name = "Problem", implementation = Problem.class),
                        securitySchemes =
                                @SecurityScheme(
                                        securitySchemeName = ContractFilter.TOKEN,
                                        type = SecuritySchemeType.HTTP,
                                        scheme = "bearer",
                                        bearerFormat = "JWT",
                                        description =
                                                "RS256, PS256 or ES256, of the configured issuer. The role is in `groups`, the clinic's UUID in"
                                                        + " `clinic`, the caller in `sub`.")))
package org.sextant.platform;

import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.servers.Server;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sextant.web.problem.Problem;
