package dev.weft.frontend.registry;

import dev.weft.frontend.config.FrontendConfig;
import dev.weft.frontend.problem.Problem;
import dev.weft.frontend.problem.ProblemType;
import dev.weft.schemas.subject.CommittedSchemas;
import dev.weft.schemas.subject.Subject;
import dev.weft.schemas.subject.Subjects;
import dev.weft.schemas.topic.Topics;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The schemas of topics, by the names and numbers that registries use. Read once. */
@Singleton
final class PublishedSchemas {
    private static final String LATEST = "latest";
    private static final int SUBJECT_NOT_FOUND = 40401;
    private static final int VERSION_NOT_FOUND = 40402;
    private static final int SCHEMA_NOT_FOUND = 40403;

    private final List<SubjectVersionView> versions;

    PublishedSchemas(FrontendConfig config) {
        CommittedSchemas committed = new CommittedSchemas();
        String prefix = new Topics(config.topicPrefix()).prefix() + '-';
        Set<String> ofTopics = Subjects.topics().stream().map(Subject::name).collect(Collectors.toSet());
        this.versions = committed.versions().stream()
                .filter(version -> ofTopics.contains(version.subject()))
                .map(version -> new SubjectVersionView(
                        prefix + version.subject(), version.version(), version.id(), committed.schema(version)))
                .sorted(Comparator.comparing(SubjectVersionView::subject).thenComparingInt(SubjectVersionView::version))
                .toList();
    }

    List<String> subjects() {
        return versions.stream().map(SubjectVersionView::subject).distinct().toList();
    }

    /** Oldest first, never empty. */
    List<SubjectVersionView> ofSubject(String subject) {
        List<SubjectVersionView> found = versions.stream()
                .filter(version -> version.subject().equals(subject))
                .toList();
        if (found.isEmpty()) {
            throw unknown(SUBJECT_NOT_FOUND, "Expected one of the subjects " + subjects() + ", but got " + subject);
        }
        return found;
    }

    /** @param version a number, or {@code latest} */
    SubjectVersionView version(String subject, String version) {
        List<SubjectVersionView> known = ofSubject(subject);
        if (version.equals(LATEST)) {
            return known.getLast();
        }
        return known.stream()
                .filter(candidate -> String.valueOf(candidate.version()).equals(version))
                .findFirst()
                .orElseThrow(() -> unknown(
                        VERSION_NOT_FOUND,
                        "Expected a version from 1 to " + known.getLast().version() + " or latest, but got "
                                + version));
    }

    /** @param id as text, as it came */
    SubjectVersionView byId(String id) {
        return versions.stream()
                .filter(version -> String.valueOf(version.id()).equals(id))
                .findFirst()
                .orElseThrow(() -> unknown(
                        SCHEMA_NOT_FOUND, "Expected the id of a schema that this platform writes with, but got " + id));
    }

    /** With the members that clients of schema registries look for. */
    private static Problem unknown(int code, String detail) {
        return ProblemType.SCHEMA_NOT_FOUND.because(detail, Map.of("error_code", code, "message", detail));
    }
}
