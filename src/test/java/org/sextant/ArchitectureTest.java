package org.sextant;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.POST;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.sextant.audit.log.Audited;
import org.sextant.chart.session.Session;
import org.sextant.platform.EmbeddedDatabase;
import org.sextant.record.RecordOrder;
import org.sextant.record.idempotency.Idempotent;

/** The shape of the house: who may know whom. */
class ArchitectureTest {

    private static final String ROOT = "org.sextant";

    private static final JavaClasses APP =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(ROOT);

    /**
     * What each package may import beside its own types, from the ground up: none imports a package of a later row.
     * A package of the same room is named alone; another room stands for all its packages.
     */
    private static final Map<String, List<String>> MAY_IMPORT = rows("""
            web.problem              <- nothing
            web.wire                 <- web.problem
            web                      <- web.problem, web.wire
            web.representation       <- web.problem
            web.ingress              <- web.problem, web, web.wire
            platform                 <- web
            platform.database        <- platform
            identity                 <- platform, web
            audit.log                <- identity, web
            audit.chain              <- audit.log, identity, platform, web
            record.tenancy           <- identity
            record.device            <- web
            record                   <- record.tenancy, record.device, audit, identity, web
            record.idempotency       <- record, audit, identity, web
            record.clinic            <- record, audit, identity, web
            record.intake            <- record.device, record, record.idempotency, audit, identity, web
            access.revocation        <- record, audit, identity, platform, web
            access.emergency         <- record, audit, identity, web
            rules.protocol           <- record, audit, identity, web
            rules.safety             <- rules.protocol, record
            chart.patient            <- record, audit, identity, web
            chart.course             <- chart.patient, rules, record, audit, identity, web
            chart.clearance          <- chart.patient, chart.course, rules, record, audit, identity, web
            chart.session.step       <- rules, record, web
            chart.session            <- chart.patient, chart.course, chart.session.step, rules, record, audit, identity, web
            chart.infusion           <- chart.course, chart.session.step, chart.session, rules, record, audit, identity, web
            chart.schedule           <- chart.course, chart.session.step, chart.session, rules, record, audit, identity, web
            chart.vitals             <- chart.session, rules, record, audit, identity, web
            chart.sideeffect         <- chart.session, rules, record, audit, identity, web
            chart.dose               <- chart.course, chart.session, rules, record, audit, identity, web
            chart.medication         <- chart.session, record, audit, identity, web
            chart.assessment         <- chart.course, chart.session, record, audit, identity, web
            chart.readiness          <- chart.course, chart.session, rules, record, audit, identity, web
            monitoring               <- chart, rules, record, audit, identity, web
            compliance.rems          <- chart, rules, record, audit, identity, web
            compliance.drugaccount   <- rules, record, audit, identity, web
            reporting.summary        <- chart, rules, record, audit, identity, web
            reporting.statistics     <- nothing
            reporting.cohort         <- reporting.summary, reporting.statistics, chart, record, audit, identity, web
            reporting.safety         <- reporting.summary, reporting.statistics, reporting.cohort, chart, rules, record, audit, identity, web
            reporting.dataset.column <- reporting.summary, chart, rules
            reporting.dataset        <- reporting.summary, reporting.dataset.column, chart, rules, record, audit, identity, web
            exchange.imports.statement <- nothing
            exchange.imports.line    <- monitoring, chart, rules, record, web
            exchange.imports         <- exchange.imports.statement, exchange.imports.line, reporting, chart, rules, record, audit, identity, web
            exchange.fhir.map        <- nothing
            exchange.fhir.map.visit  <- exchange.fhir.map
            exchange.fhir.map.finding <- exchange.fhir.map
            exchange.fhir.map.medication <- exchange.fhir.map
            exchange.fhir.search     <- exchange.fhir.map, record, web
            exchange.fhir.type       <- exchange.fhir.map, exchange.fhir.map.visit, exchange.fhir.map.finding, exchange.fhir.map.medication, exchange.fhir.search, chart, rules, identity
            exchange.fhir.smart      <- exchange.fhir.search, exchange.fhir.type, identity, web
            exchange.fhir            <- exchange.fhir.map, exchange.fhir.search, exchange.fhir.type, exchange.fhir.smart, reporting, record, audit, identity, web
            exchange.feed            <- record, audit, identity, web
            exchange.events          <- exchange.feed, audit, identity, platform, web
            exchange.webhook.sending <- exchange.feed, identity, platform, web
            exchange.webhook         <- exchange.feed, exchange.webhook.sending, record, audit, identity, web
            """);

    @Test
    void packagesImportWhatTheTableAllows() {
        assertThat(APP.stream()
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .filter(arrow ->
                                !arrow.getOriginClass().getPackageName().equals(ROOT))
                        .filter(arrow -> arrow.getTargetClass().getPackageName().startsWith(ROOT))
                        .filter(arrow -> !mayImport(name(arrow.getOriginClass()), name(arrow.getTargetClass())))
                        .map(Dependency::getDescription))
                .isEmpty();
    }

    @Test
    void theTablePointsDown() {
        var packages = List.copyOf(MAY_IMPORT.keySet());
        for (var one : packages) {
            assertThat(packages.subList(packages.indexOf(one) + 1, packages.size()))
                    .as("rows after %s", one)
                    .noneMatch(later -> mayImport(one, later));
        }
    }

    /** Whoever opens a package reads in its package-info what the table says of it. */
    @Test
    void packageInfosQuoteTheTable() throws IOException {
        for (var row : MAY_IMPORT.entrySet()) {
            var file = Path.of("src/main/java/org/sextant", row.getKey().replace('.', '/'), "package-info.java");
            assertThat(Files.readString(file).replaceAll("\\s+\\*?\\s*", " "))
                    .as(file.toString())
                    .contains("May import: "
                            + (row.getValue().isEmpty() ? "nothing" : String.join(", ", row.getValue()))
                            + ".");
        }
    }

    private static Map<String, List<String>> rows(String table) {
        var rows = new LinkedHashMap<String, List<String>>();
        table.lines().map(row -> row.split("<-")).forEach(row -> {
            var imports = row[1].strip();
            rows.put(row[0].strip(), imports.equals("nothing") ? List.of() : List.of(imports.split(", ")));
        });
        return rows;
    }

    private static boolean mayImport(String one, String other) {
        return one.equals(other)
                || MAY_IMPORT.getOrDefault(one, List.of()).stream()
                        .anyMatch(allowed -> room(allowed).equals(room(one))
                                ? other.equals(allowed)
                                : other.equals(allowed) || other.startsWith(allowed + "."));
    }

    private static String room(String name) {
        return name.replaceFirst("\\..*", "");
    }

    private static String name(JavaClass type) {
        return type.getPackageName().replaceFirst("org\\.sextant\\.?", "");
    }

    /** The build for production carries neither the library of the embedded PostgreSQL nor what comes with it. */
    @Test
    void oneClassKnowsTheEmbeddedPostgres() {
        noClasses()
                .that()
                .areNotAssignableTo(EmbeddedDatabase.class)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.zonky..", "org.apache.commons.io..")
                .check(APP);
    }

    @Test
    void resourcesStayInsideTheirFeature() {
        classes()
                .that()
                .areAnnotatedWith(jakarta.ws.rs.Path.class)
                .should()
                .bePackagePrivate()
                .check(APP);
        classes()
                .that()
                .haveSimpleNameEndingWith("Service")
                .and()
                .areTopLevelClasses()
                .should()
                .bePackagePrivate()
                .check(APP);
        classes()
                .that()
                .haveSimpleNameEndingWith("View")
                .and()
                .areTopLevelClasses()
                .and()
                // The steps of the pump answer with the session.
                .doNotHaveSimpleName("SessionView")
                .should()
                .bePackagePrivate()
                .check(APP);
        classes()
                .that()
                .haveSimpleName("SessionView")
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAnyPackage("org.sextant.chart.session", "org.sextant.chart.infusion")
                .check(APP);
    }

    /** Whoever else could change a session would pass by the safety gate. */
    @Test
    void onlyStepsChangeASession() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "org.sextant.chart.course",
                        "org.sextant.chart.session..",
                        "org.sextant.chart.infusion",
                        "org.sextant.chart.dose")
                .should()
                .dependOnClassesThat()
                .haveSimpleName("SafetyGate")
                .check(APP);
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "org.sextant.chart.session..", "org.sextant.chart.infusion", "org.sextant.chart.schedule")
                .should()
                .dependOnClassesThat()
                .haveSimpleName("SessionStepExecutor")
                .orShould()
                .callCodeUnitWhere(target(owner(equivalentTo(Session.class)))
                        .and(target(nameMatching(
                                "<init>|checkIn|correct.*|start|changeRate|end|discharge|reschedule|cancel"))))
                .check(APP);
        noClasses()
                .that()
                .resideOutsideOfPackages("org.sextant.chart.session..", "org.sextant.chart.dose")
                .should()
                .callCodeUnitWhere(target(owner(equivalentTo(Session.class))).and(target(nameMatching("setFurtherMg"))))
                .check(APP);
    }

    /** Quarkus drops an endpoint that is not public with no more than a warning in the log. */
    @Test
    void endpointsArePublic() {
        methods()
                .that()
                .areMetaAnnotatedWith(HttpMethod.class)
                .should()
                .bePublic()
                .check(APP);
    }

    @Test
    void everyPostIsCarriedOutOnceForItsKey() {
        methods()
                .that()
                .areAnnotatedWith(POST.class)
                .and()
                // Its answer is a stream, which is not kept: each line is known by its id.
                .doNotHaveName("importHistory")
                .should()
                .beDeclaredInClassesThat()
                .areAnnotatedWith(Idempotent.class)
                .check(APP);
    }

    /** A read of a resource that is not is recorded too, but costs more. */
    @Test
    void everyResourceIsAudited() {
        classes()
                .that()
                .areAnnotatedWith(jakarta.ws.rs.Path.class)
                .and()
                .doNotHaveSimpleName("ProblemPages")
                .should()
                .beAnnotatedWith(Audited.class)
                .check(APP);
    }

    @Test
    void onlyResourcesSpeakHttp() {
        classes()
                .that()
                .areAnnotatedWith(jakarta.ws.rs.Path.class)
                .should()
                .haveSimpleNameEndingWith("Resource")
                .orShould()
                .haveSimpleName("ProblemPages")
                .check(APP);
    }

    @Test
    void onlyRepositoriesQuery() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Repository")
                .and()
                .resideOutsideOfPackage("..platform..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(EntityManager.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(DataSource.class)
                .check(APP);
        classes()
                .that()
                .areAssignableTo(PanacheRepositoryBase.class)
                .should()
                .haveSimpleNameEndingWith("Repository")
                .check(APP);
    }

    /** The rules are functions: what they are given, and nothing else. The order of records is one, too. */
    @Test
    void rulesUseNoFrameworkAndDoNoInput() {
        noClasses()
                .that()
                .resideInAPackage("org.sextant.rules.safety")
                .should()
                .dependOnClassesThat(resideOutsideOfPackages(
                                "java..", "org.sextant.rules..", "org.eclipse.microprofile.openapi.annotations..")
                        .and(not(equivalentTo(RecordOrder.class))))
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io..", "java.net..", "java.nio..", "java.sql..")
                .check(APP);
    }

    @Test
    void entitiesKnowNoJsonAndHoldIdsNotOtherEntities() {
        noClasses()
                .that()
                .areAnnotatedWith(Entity.class)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml.jackson..")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(ManyToOne.class, OneToMany.class)
                .check(APP);
    }

    @Test
    void onlyThePlatformReadsTheClock() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..platform..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .check(APP);
    }
}
