package dev.weft.sdk;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.weft.sdk");

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("dev.weft.sdk.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyWorkerAndClientCallThePlatform() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.weft.sdk.worker", "dev.weft.sdk.client", "dev.weft.sdk.transport")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.weft.sdk.transport")
                .check(CLASSES);
    }

    @Test
    void onlyTheTransportKnowsTheSchemas() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.weft.sdk.transport")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.weft.schemas..", "org.apache.avro..")
                .check(CLASSES);
    }

    @Test
    void workflowCodeKnowsNeitherWorkerNorClient() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.weft.sdk.workflow", "dev.weft.sdk.runner", "dev.weft.sdk.replay", "dev.weft.sdk.failure")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.weft.sdk.worker", "dev.weft.sdk.client")
                .check(CLASSES);
    }
}
