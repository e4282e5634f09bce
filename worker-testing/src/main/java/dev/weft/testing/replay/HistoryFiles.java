package dev.weft.testing.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.model.ExecutionKey;
import dev.weft.schemas.json.RecordJsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads histories that were saved with {@code curl …/api/workflows/ID/history?pageSize=1000}: one page to a file, or an
 * array of the pages of one history.
 */
public final class HistoryFiles {
    private static final String ENDING = ".json";

    private HistoryFiles() {}

    /**
     * @throws IllegalArgumentException when the file holds no whole history
     * @throws UncheckedIOException when it cannot be read
     */
    public static RecordedHistory read(Path file) {
        try {
            return parse(file.toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read " + file + ", but could not", e);
        }
    }

    /**
     * Every {@code .json} file below {@code directory}, in the order of their names.
     *
     * @throws IllegalArgumentException when one of them holds no whole history, or there is none
     * @throws UncheckedIOException when one cannot be read
     */
    public static List<RecordedHistory> readAll(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            List<RecordedHistory> histories = files.filter(
                            file -> file.getFileName().toString().endsWith(ENDING))
                    .sorted()
                    .map(HistoryFiles::read)
                    .toList();
            if (histories.isEmpty()) {
                throw new IllegalArgumentException(
                        "Expected " + ENDING + " files in " + directory + ", but found none");
            }
            return histories;
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read " + directory + ", but could not", e);
        }
    }

    /**
     * @param source where the text is from, for messages
     * @throws IllegalArgumentException when it is no whole history
     */
    public static RecordedHistory parse(String source, byte[] json) {
        JsonNode root;
        try {
            root = RecordJsonReader.parse(json);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("In " + source + ": " + e.getMessage(), e);
        }
        List<JsonNode> pages = new ArrayList<>();
        if (root.isArray()) {
            root.forEach(pages::add);
        } else {
            pages.add(root);
        }
        if (pages.isEmpty()) {
            throw new IllegalArgumentException(
                    "Expected at least one page of history in " + source + ", but there is none");
        }
        List<HistoryEvent> events = new ArrayList<>();
        for (JsonNode page : pages) {
            if (!page.path("events").isArray()) {
                throw new IllegalArgumentException(
                        "Expected an object with events in " + source + ", as the REST API answers, but there is none");
            }
            page.path("events").forEach(event -> events.add(RecordJsonReader.event(event)));
        }
        JsonNode last = pages.getLast();
        if (last.has("nextPageToken")) {
            throw new IllegalArgumentException("Expected a whole history in " + source + ", but it ends with event "
                    + events.size() + " and a further page follows: save more with pageSize, or all pages as an array");
        }
        String workflowId = last.path("workflowId").asText("replayed");
        return new RecordedHistory(source, new ExecutionKey(ExecutionKey.DEFAULT_NAMESPACE, workflowId), events);
    }
}
