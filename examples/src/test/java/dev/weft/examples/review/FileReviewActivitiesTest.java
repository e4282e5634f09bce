package dev.weft.examples.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileReviewActivitiesTest {
    private final ReviewActivities activities = new FileReviewActivities();

    @Test
    void whatTheFeedbackNamesIsChangedAndNothingElse() {
        String source = "\tint a; \n// TODO b\n";

        assertThat(activities.refactorSource(source, "remove the TODOs"))
                .isEqualTo("// Reworked after review: remove the TODOs\n\tint a; \n");
        assertThat(activities.refactorSource(source, "format it"))
                .isEqualTo("// Reworked after review: format it\n    int a;\n// TODO b\n");
    }

    @Test
    void feedbackWithoutKnownWordsMakesEveryChange() {
        assertThat(activities.refactorSource("\tint a; \n  // TODO b\n", "not\nnice"))
                .isEqualTo("// Reworked after review: not nice\n    int a;\n");
    }

    @Test
    void anApprovedFileIsWrittenUnderItsNameOnly(@TempDir Path directory) {
        Path target = directory.resolve("deep").resolve("merged");

        String file = activities.mergeSource("../../A.java", "class A {}", target.toString());
        activities.mergeSource("../../A.java", "class A {}", target.toString());

        assertThat(Path.of(file)).isEqualTo(target.resolve("A.java")).hasContent("class A {}");
        assertThat(target).isDirectoryContaining("glob:**A.java");
        assertThat(target.toFile().list()).hasSize(1);
    }
}
