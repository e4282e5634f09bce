package dev.weft.schemas.subject;

import dev.weft.schemas.codec.RecordSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * Writes the schemas of today's records into the source tree. A subject whose newest version was released gets a new
 * version, any other has its newest version replaced.
 */
final class SchemaFolder {
    /** A subject has room for this many versions. */
    private static final int IDS_PER_SUBJECT = 1000;

    private final Path folder;

    SchemaFolder(Path folder) {
        this.folder = folder;
    }

    /** @param newVersions keep what is there and write what has changed as the next version */
    void write(boolean newVersions) throws IOException {
        Files.createDirectories(folder);
        Path manifest = folder.resolve("manifest.txt");
        List<String> lines = new ArrayList<>(Files.exists(manifest) ? Files.readAllLines(manifest) : List.of());
        Map<String, Integer> newest = new LinkedHashMap<>();
        Map<String, Integer> firstIds = new LinkedHashMap<>();
        for (String line : lines) {
            String[] words = line.split(" ");
            firstIds.putIfAbsent(words[1], Integer.parseInt(words[0]));
            newest.put(words[1], Integer.parseInt(words[2]));
        }
        for (Subject<?> subject : Subjects.all()) {
            int version = newest.getOrDefault(subject.name(), 0);
            Schema schema = RecordSchema.of(subject.type());
            if (version > 0 && read(subject, version).equals(schema)) {
                continue;
            }
            if (version == 0 || newVersions) {
                version++;
                int firstId = firstIds.computeIfAbsent(
                        subject.name(), unseen -> CommittedSchemas.FIRST_ID + firstIds.size() * IDS_PER_SUBJECT + 1);
                lines.add(firstId + version - 1 + " " + subject.name() + " " + version);
            }
            Path file = file(subject, version);
            Files.createDirectories(file.getParent());
            Files.writeString(file, schema.toString(true) + "\n");
        }
        Files.writeString(manifest, String.join("\n", lines.stream().sorted().toList()) + "\n");
    }

    private Schema read(Subject<?> subject, int version) throws IOException {
        return new Schema.Parser().parse(Files.readString(file(subject, version)));
    }

    private Path file(Subject<?> subject, int version) {
        return folder.resolve(subject.name()).resolve("v" + version + ".avsc");
    }
}
