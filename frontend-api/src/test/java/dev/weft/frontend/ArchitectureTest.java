package dev.weft.frontend;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.weft.frontend");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.weft.frontend.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void otherServicesAreNotImported() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.weft.history..", "dev.weft.matching..", "dev.weft.sdk..", "dev.weft.standalone..")
                .check(CLASSES);
    }

    @Test
    void kafkaStaysInTheTailedFeed() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.weft.frontend.feed")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "dev.weft.schemas.kafka..")
                .check(CLASSES);
    }
}
