package org.sextant;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;

/** The service's own classes. Those of libraries are known by their names alone: reading them takes seconds. */
public final class ServiceClasses {

    private static JavaClasses classes;

    private ServiceClasses() {}

    /** All of them, read once. */
    public static synchronized JavaClasses all() {
        if (classes == null) {
            classes = ArchConfiguration.withThreadLocalScope(configuration -> {
                configuration.setResolveMissingDependenciesFromClassPath(false);
                return new ClassFileImporter()
                        .withImportOption(new DoNotIncludeTests())
                        .importPackages("org.sextant");
            });
        }
        return classes;
    }
}
