package dev.weft.schemas.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.schemas.codec.CodecException;
import dev.weft.schemas.codec.RecordSchema;
import dev.weft.schemas.subject.CommittedSchemas.Version;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the committed schemas and today's records together. With {@code -Dweft.schemas.write=true} the newest version of
 * each subject is written anew, with {@code -Dweft.schemas.write=version} what has changed becomes the next version.
 */
final class CommittedSchemasTest {

    @BeforeAll
    static void writeWhenAsked() throws IOException {
        String write = System.getProperty("weft.schemas.write", "false");
        if (!write.equals("false")) {
            for (String folder : System.getProperty("weft.schemas.folders").split(",")) {
                new SchemaFolder(Path.of(folder)).write(write.equals("version"));
            }
        }
    }

    static List<Subject<?>> subjects() {
        return Subjects.all();
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void newestVersionIsTheSchemaOfTodaysRecord(Subject<?> subject) {
        CommittedSchemas committed = new CommittedSchemas();

        Schema newest = parse(committed, committed.versions(subject.name()).getLast());

        assertThat(newest).isEqualTo(RecordSchema.of(subject.type()));
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void todaysRecordReadsEveryEarlierVersion(Subject<?> subject) {
        CommittedSchemas committed = new CommittedSchemas();
        Schema reader = RecordSchema.of(subject.type());

        for (Version version : committed.versions(subject.name())) {
            var compatibility = SchemaCompatibility.checkReaderWriterCompatibility(reader, parse(committed, version));

            assertThat(compatibility.getType())
                    .as("%s: %s", version.path(), compatibility.getDescription())
                    .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
        }
    }

    @Test
    void idsAndVersionsAreUnique() {
        List<Version> versions = new CommittedSchemas().versions();

        assertThat(versions).extracting(Version::id).doesNotHaveDuplicates();
        assertThat(versions).extracting(Version::path).doesNotHaveDuplicates();
    }

    @Test
    void newestVersionIsWritten() {
        CommittedSchemas committed = new CommittedSchemas();

        int id = committed.idOf("requests-value", () -> "unused");

        assertThat(id).isEqualTo(committed.versions("requests-value").getLast().id());
        assertThat(committed.contains(id)).isTrue();
        assertThat(committed.schemaOf(id)).contains("\"Request\"");
    }

    @Test
    void unknownIdIsRefused() {
        assertThatThrownBy(() -> new CommittedSchemas().schemaOf(7))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("but it is 7");
    }

    @Test
    void unknownSubjectIsRefused() {
        assertThatThrownBy(() -> new CommittedSchemas().idOf("nothing", () -> "unused"))
                .isInstanceOf(CodecException.class)
                .hasMessage("Expected a committed schema of nothing, but there is none");
    }

    private static Schema parse(CommittedSchemas committed, Version version) {
        return new Schema.Parser().parse(committed.schema(version));
    }
}
