package dev.weft.history.dispatch;

import dev.weft.core.port.RequestAppender;
import dev.weft.schemas.kafka.ReplyLog;
import dev.weft.schemas.kafka.StreamLog;
import dev.weft.schemas.kafka.TaskLog;

/** The topics that effects go to. */
public record EffectLogs(TaskLog tasks, ReplyLog replies, RequestAppender requests, StreamLog streams) {}
