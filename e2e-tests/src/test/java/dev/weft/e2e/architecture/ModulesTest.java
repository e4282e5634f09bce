package dev.weft.e2e.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Modules know each other only as the architecture says, and no package is in a cycle. */
final class ModulesTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.weft");

    @Test
    void modulesImportOnlyWhatIsBelowThem() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("core")
                .definedBy("dev.weft.core..")
                .layer("schemas")
                .definedBy("dev.weft.schemas..")
                .layer("history")
                .definedBy("dev.weft.history..")
                .layer("matching")
                .definedBy("dev.weft.matching..")
                .layer("frontend")
                .definedBy("dev.weft.frontend..")
                .layer("sdk")
                .definedBy("dev.weft.sdk..")
                .layer("testing")
                .definedBy("dev.weft.testing..")
                .layer("standalone")
                .definedBy("dev.weft.standalone..")
                .layer("examples")
                .definedBy("dev.weft.examples..")
                .layer("benchmarks")
                .definedBy("dev.weft.benchmarks..")
                .whereLayer("schemas")
                .mayOnlyAccessLayers("core")
                .whereLayer("core")
                .mayNotAccessAnyLayer()
                .whereLayer("history")
                .mayOnlyAccessLayers("core", "schemas")
                .whereLayer("matching")
                .mayOnlyAccessLayers("core", "schemas")
                .whereLayer("frontend")
                .mayOnlyAccessLayers("core", "schemas")
                .whereLayer("sdk")
                .mayOnlyAccessLayers("core", "schemas")
                .whereLayer("testing")
                .mayOnlyAccessLayers("core", "schemas", "history", "matching", "sdk")
                .whereLayer("standalone")
                .mayOnlyAccessLayers("core", "schemas", "history", "matching", "frontend")
                .whereLayer("examples")
                .mayOnlyAccessLayers("core", "schemas", "sdk")
                .whereLayer("benchmarks")
                .mayOnlyAccessLayers("core", "schemas", "sdk")
                .check(CLASSES);
    }

    @Test
    void theTestKitTakesTheEngineAndTheTaskQueuesOnly() {
        noClasses()
                .that()
                .resideInAPackage("dev.weft.testing..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("dev.weft.history..", "dev.weft.matching..")
                        .and(resideOutsideOfPackages(
                                "dev.weft.history.engine", "dev.weft.history.memory", "dev.weft.matching.queue")))
                .check(CLASSES);
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("dev.weft.(*).(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyShellPackagesKnowKafkaAndQuarkus() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.weft.core..", "dev.weft.sdk..", "dev.weft.frontend..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.weft.core..", "dev.weft.schemas..", "dev.weft.history.engine..", "dev.weft.sdk..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.quarkus..", "jakarta..")
                .check(CLASSES);
    }
}
