package dev.weft.schemas;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("dev.weft.schemas");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.weft.schemas.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyTheKafkaPackageKnowsKafka() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.weft.schemas.kafka")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "dev.weft.schemas.kafka")
                .check(CLASSES);
    }

    @Test
    void onlyTheCodecPackageKnowsAvro() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.weft.schemas.codec")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.avro..")
                .check(CLASSES);
    }

    @Test
    void moduleKnowsTheCoreOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.weft.schemas..",
                        "dev.weft.core..",
                        "java..",
                        "org.apache.avro..",
                        "org.apache.kafka..",
                        "org.slf4j..",
                        "org.jspecify..",
                        "com.fasterxml.jackson..")
                .check(CLASSES);
    }
}
