package dev.weft.schemas.subject;

import dev.weft.schemas.codec.CodecException;
import dev.weft.schemas.codec.SchemaIds;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/**
 * The schemas that the project publishes, with ids that never change. They need no registry, and they can serve one:
 * all versions can be listed and read.
 */
public final class CommittedSchemas implements SchemaIds {
    /** Ids are above it, out of the way of registries, which count from 1. */
    public static final int FIRST_ID = 1_000_000;

    private static final String FOLDER = "/dev/weft/schemas/avro/";
    private static final String MANIFEST = "manifest.txt";

    private final List<Version> versions;

    /** One committed schema, {@code <subject>/v<version>.avsc}. */
    public record Version(int id, String subject, int version) {
        public String path() {
            return subject + "/v" + version + ".avsc";
        }
    }

    public CommittedSchemas() {
        this.versions = read(MANIFEST)
                .lines()
                .filter(line -> !line.isBlank())
                .map(CommittedSchemas::parse)
                .toList();
    }

    /** Every version of every subject, in the order of ids. */
    public List<Version> versions() {
        return versions;
    }

    /** The versions of one subject, oldest first; empty when the subject is unknown. */
    public List<Version> versions(String subject) {
        return versions.stream()
                .filter(version -> version.subject().equals(subject))
                .sorted(Comparator.comparingInt(Version::version))
                .toList();
    }

    /** The Avro JSON of a version. */
    public String schema(Version version) {
        return read(version.path());
    }

    public boolean contains(int id) {
        return versions.stream().anyMatch(version -> version.id() == id);
    }

    @Override
    public int idOf(String subject, Supplier<String> schema) {
        List<Version> known = versions(subject);
        if (known.isEmpty()) {
            throw new CodecException("Expected a committed schema of " + subject + ", but there is none");
        }
        return known.getLast().id();
    }

    @Override
    public String schemaOf(int id) {
        return versions.stream()
                .filter(version -> version.id() == id)
                .findFirst()
                .map(this::schema)
                .orElseThrow(() -> new CodecException("Expected a schema id from " + FIRST_ID + " to "
                        + versions.getLast().id() + ", but it is " + id
                        + ": it was written by a newer version, or with a registry"));
    }

    private static Version parse(String line) {
        String[] words = line.trim().split(" ");
        if (words.length != 3) {
            throw new IllegalStateException(
                    "Expected 'id subject version' in " + MANIFEST + ", but got '" + line + "'");
        }
        return new Version(Integer.parseInt(words[0]), words[1], Integer.parseInt(words[2]));
    }

    private static String read(String path) {
        try (InputStream stream = CommittedSchemas.class.getResourceAsStream(FOLDER + path)) {
            if (stream == null) {
                throw new CodecException("Expected " + FOLDER + path + " on the class path, but it is missing");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Expected to read " + FOLDER + path + ", but failed", unreadable);
        }
    }
}
