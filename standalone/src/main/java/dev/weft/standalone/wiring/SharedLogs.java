package dev.weft.standalone.wiring;

import dev.weft.frontend.namespace.NamespaceLog;
import dev.weft.frontend.namespace.Namespaces;
import dev.weft.frontend.worker.Roster;
import dev.weft.schemas.NamespaceChange;
import dev.weft.schemas.RosterEntry;
import dev.weft.schemas.codec.Codec;
import dev.weft.schemas.kafka.SharedLog;
import dev.weft.schemas.kafka.SharedLogWriter;
import dev.weft.schemas.subject.Subjects;

/** The topics that a frontend reads whole and follows. */
final class SharedLogs implements AutoCloseable {
    private final SharedLog<NamespaceChange> namespaces;
    private final SharedLog<RosterEntry> roster;
    private final SharedLogWriter<NamespaceChange> namespaceChanges;

    SharedLogs(ProcessLog log, Namespaces namespacesToTell, Roster rosterToTell) {
        Codec<NamespaceChange> changes = log.codecs().of(Subjects.NAMESPACE);
        namespaceChanges = new SharedLogWriter<>(log.producer(), log.topics().namespaces(), changes);
        namespaces = follow(log, log.topics().namespaces(), changes, (name, change) -> namespacesToTell.said(change));
        namespaces.ready().thenRun(namespacesToTell::wholeLogSaid);
        roster = follow(log, log.topics().workers(), log.codecs().of(Subjects.ROSTER), new SharedLog.Listener<>() {
            @Override
            public void said(String key, RosterEntry entry) {
                rosterToTell.said(entry);
            }

            @Override
            public void withdrawn(String key) {
                rosterToTell.withdrawn(key);
            }
        });
    }

    private static <T> SharedLog<T> follow(
            ProcessLog log, String topic, Codec<T> codec, SharedLog.Listener<T> listener) {
        return SharedLog.connect(log.settings(), log.client().instanceId() + "-" + topic, topic, codec, listener);
    }

    NamespaceLog namespaceLog() {
        return change -> namespaceChanges.say(change.name(), change);
    }

    /** Whether everything that runs depend upon has been read. */
    boolean isReady() {
        return namespaces.ready().isDone();
    }

    @Override
    public void close() {
        namespaces.close();
        roster.close();
    }
}
