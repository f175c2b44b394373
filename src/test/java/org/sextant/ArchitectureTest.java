package org.sextant;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

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
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Instant;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.sextant.audit.Audited;
import org.sextant.clinic.RecordOrder;
import org.sextant.idempotency.Idempotent;

/** The shape of the house: who may know whom. */
class ArchitectureTest {

    private static final JavaClasses APP =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("org.sextant");

    @Test
    void dependenciesPointDown() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("start")
                .definedBy("org.sextant")
                .layer("report")
                .definedBy("..report..")
                .layer("outcome")
                .definedBy("..outcome..")
                .layer("export")
                .definedBy("..export..")
                .layer("imports")
                .definedBy("..imports..")
                .layer("synthetic")
                .definedBy("..synthetic..")
                .layer("alert")
                .definedBy("..alert..")
                .layer("rems")
                .definedBy("..rems..")
                .layer("drugaccount")
                .definedBy("..drugaccount..")
                .layer("trail")
                .definedBy("..trail..")
                .layer("vitals")
                .definedBy("..vitals..")
                .layer("sideeffect")
                .definedBy("..sideeffect..")
                .layer("medication")
                .definedBy("..medication..")
                .layer("assessment")
                .definedBy("..assessment..")
                .layer("session")
                .definedBy("..session..")
                .layer("safety")
                .definedBy("..safety..")
                .layer("infusion")
                .definedBy("..infusion..")
                .layer("course")
                .definedBy("..course..")
                .layer("protocol")
                .definedBy("..protocol..")
                .layer("patient")
                .definedBy("..patient..")
                .layer("sync")
                .definedBy("..sync..")
                .layer("emergency")
                .definedBy("..emergency..")
                .layer("revocation")
                .definedBy("..revocation..")
                .layer("idempotency")
                .definedBy("..idempotency..")
                .layer("clinic")
                .definedBy("..clinic..")
                .layer("audit")
                .definedBy("..audit..")
                .layer("identity")
                .definedBy("..identity..")
                .whereLayer("start")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("report")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("synthetic")
                .mayOnlyBeAccessedByLayers("start")
                .whereLayer("imports")
                .mayOnlyBeAccessedByLayers("synthetic")
                .whereLayer("export")
                .mayOnlyBeAccessedByLayers("imports")
                .whereLayer("outcome")
                .mayOnlyBeAccessedByLayers("report", "export")
                .whereLayer("alert")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("rems")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("drugaccount")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("trail")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("vitals")
                .mayOnlyBeAccessedByLayers("outcome", "imports")
                .whereLayer("sideeffect")
                .mayOnlyBeAccessedByLayers("report", "outcome", "imports")
                .whereLayer("medication")
                .mayOnlyBeAccessedByLayers("outcome")
                .whereLayer("assessment")
                .mayOnlyBeAccessedByLayers("report", "outcome", "alert", "export", "imports")
                .whereLayer("session")
                .mayOnlyBeAccessedByLayers(
                        "outcome", "alert", "rems", "vitals", "sideeffect", "medication", "assessment", "imports")
                .whereLayer("course")
                .mayOnlyBeAccessedByLayers("report", "outcome", "alert", "assessment", "session", "export", "imports")
                .whereLayer("safety")
                .mayOnlyBeAccessedByLayers("outcome", "alert", "rems", "vitals", "sideeffect", "session")
                .whereLayer("infusion")
                .mayOnlyBeAccessedByLayers("session")
                .whereLayer("protocol")
                .mayOnlyBeAccessedByLayers("course", "session", "safety", "rems", "drugaccount", "export", "imports")
                .whereLayer("sync")
                .mayOnlyBeAccessedByLayers("vitals", "sideeffect", "medication", "assessment")
                .whereLayer("emergency")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("revocation")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("patient")
                .mayOnlyBeAccessedByLayers("imports")
                .check(APP);
    }

    @Test
    void theGroundKnowsNoFeature() {
        noClasses()
                .that()
                .resideInAnyPackage("org.sextant.problem..", "org.sextant.http..", "org.sextant.platform..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.sextant.identity..",
                        "org.sextant.audit..",
                        "org.sextant.clinic..",
                        "org.sextant.idempotency..",
                        "org.sextant.sync..",
                        "org.sextant.emergency..",
                        "org.sextant.revocation..",
                        "org.sextant.patient..",
                        "org.sextant.protocol..",
                        "org.sextant.course..",
                        "org.sextant.session..",
                        "org.sextant.safety..",
                        "org.sextant.infusion..",
                        "org.sextant.alert..",
                        "org.sextant.rems..",
                        "org.sextant.drugaccount..",
                        "org.sextant.trail..",
                        "org.sextant.vitals..",
                        "org.sextant.sideeffect..",
                        "org.sextant.medication..",
                        "org.sextant.assessment..",
                        "org.sextant.outcome..",
                        "org.sextant.report..",
                        "org.sextant.export..",
                        "org.sextant.imports..",
                        "org.sextant.synthetic..")
                .check(APP);
    }

    @Test
    void featuresFormNoCycle() {
        slices().matching("org.sextant.(*)..").should().beFreeOfCycles().check(APP);
    }

    @Test
    void resourcesStayInsideTheirFeature() {
        classes()
                .that()
                .areAnnotatedWith(Path.class)
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
                .should()
                .bePackagePrivate()
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
                .areAnnotatedWith(Path.class)
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
                .areAnnotatedWith(Path.class)
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
                .resideInAnyPackage("..safety..", "..infusion..")
                .should()
                .dependOnClassesThat(resideOutsideOfPackages(
                                "java..",
                                "org.sextant.safety..",
                                "org.sextant.infusion..",
                                "org.sextant.protocol..",
                                "org.eclipse.microprofile.openapi.annotations..")
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
