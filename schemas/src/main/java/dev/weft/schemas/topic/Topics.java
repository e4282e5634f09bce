package dev.weft.schemas.topic;

import java.util.regex.Pattern;

/**
 * The names of the topics.
 *
 * @param prefix what they begin with; also the application id of the history service, since the names of its changelog
 *     topics are made from it
 */
public record Topics(String prefix) {
    private static final Pattern LEGAL_PREFIX = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    public static final String DEFAULT_PREFIX = "weft";
    public static final Topics DEFAULT = new Topics(DEFAULT_PREFIX);

    /** The store whose changelog is the history topic. */
    public static final String HISTORY_STORE = "history";

    /** The store whose changelog holds the states of executions. */
    public static final String EXECUTIONS_STORE = "executions";

    public Topics {
        if (!LEGAL_PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "Expected a topic prefix of 1 to 100 letters, digits, '.', '_' or '-', but it is '" + prefix + "'");
        }
    }

    public String requests() {
        return prefix + "-requests";
    }

    /** The history topic. */
    public String historyChangelog() {
        return changelog(HISTORY_STORE);
    }

    public String executionsChangelog() {
        return changelog(EXECUTIONS_STORE);
    }

    public String tasks() {
        return prefix + "-tasks";
    }

    public String replies() {
        return prefix + "-replies";
    }

    /** What followers of an execution are told beside its history. */
    public String streams() {
        return prefix + "-streams";
    }

    public String deadLetters() {
        return prefix + "-dead-letters";
    }

    /** The routing tables. */
    public String routing() {
        return prefix + "-routing";
    }

    /** Changes of namespaces, all of them. */
    public String namespaces() {
        return prefix + "-namespaces";
    }

    /** Workers and task queues as matching sees them. */
    public String workers() {
        return prefix + "-workers";
    }

    private String changelog(String store) {
        return prefix + '-' + store + "-changelog";
    }
}
