package dev.weft.examples.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.weft.examples.review.ReviewReport.Finding;
import dev.weft.examples.review.ReviewReport.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceAnalysisTest {

    @Test
    void linesAreCountedByWhatTheyHold() {
        ReviewReport report = analyze("""
                /* A block
                   comment. */
                class A {
                    // alone
                    int x = 1; // beside code

                    String s = "// no comment { }";
                }
                """);

        assertThat(report.lines()).isEqualTo(8);
        assertThat(report.codeLines()).isEqualTo(4);
        assertThat(report.commentLines()).isEqualTo(3);
        assertThat(report.findings()).isEmpty();
        assertThat(report.summary()).isEqualTo("A.java: nothing to find fault with, 8 lines");
    }

    @Test
    void methodsAreFoundWithTheirLengthAndNesting() {
        ReviewReport report = analyze("""
                class A {
                    A(int x) {
                        this.x = x;
                    }

                    static <T> List<T> of(
                            T first,
                            String brace) throws java.io.IOException {
                        if (first != null) {
                            while (true) {
                                use("{{{", '{');
                            }
                        }
                        return List.of(first);
                    }

                    Runnable field = new Runnable() { };

                    record Pair(int a, int b) {}
                }
                """);

        assertThat(report.methods()).isEqualTo(2);
        assertThat(report.longestMethod()).isEqualTo(10);
        assertThat(report.deepestNesting()).isEqualTo(2);
    }

    @Test
    void aMethodThatIsTooLongIsNamed() {
        ReviewReport report =
                analyze("class A {\n    void longOne() {\n" + "        call();\n\n".repeat(30) + "    }\n}\n");

        assertThat(report.findings())
                .contains(new Finding(Kind.LONG_METHOD, 2, "Expected longOne to have at most 40 lines, but it has 62"));
    }

    @Test
    void deepNestingIsNamed() {
        ReviewReport report = analyze("class A { void deep() { if (a) { if (b) { if (c) { if (d) { e(); } } } } } }\n");

        assertThat(report.findings())
                .containsExactly(
                        new Finding(Kind.DEEP_NESTING, 1, "Expected deep to nest at most 3 deep, but it nests 4"));
    }

    @Test
    void onlyCommentsHaveTodos() {
        ReviewReport report = analyze("""
                String s = "TODO";
                int a; // TODO name it
                // FIXME: later
                """);

        assertThat(report.findings())
                .extracting(Finding::kind, Finding::line)
                .containsExactly(tuple(Kind.TODO, 2), tuple(Kind.TODO, 3));
    }

    @Test
    void linesThatComeAgainAreFoundOnce() {
        String block = "    first();\n    second();\n    third();\n    fourth();\n    fifth();\n";

        ReviewReport report = analyze(block + "    other();\n" + block);

        assertThat(report.findings())
                .containsExactly(
                        new Finding(Kind.DUPLICATED_LINES, 7, "At least 4 lines are the same as those from line 1"));
    }

    @Test
    void theFormOfLinesIsLookedAt() {
        ReviewReport report = analyze("int a; \n\tint b;\n" + "x".repeat(121) + "\n");

        assertThat(report.findings())
                .extracting(Finding::kind)
                .containsExactly(Kind.TRAILING_WHITESPACE, Kind.TAB, Kind.LONG_LINE);
    }

    @Test
    void anEmptyFileHasNothing() {
        assertThat(analyze("").lines()).isZero();
        assertThat(analyze("").findings()).isEqualTo(List.of());
    }

    private static ReviewReport analyze(String source) {
        return SourceAnalysis.analyze("A.java", source);
    }
}
