package dev.weft.matching;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.port.RequestAsker;
import dev.weft.core.port.TaskReceiver;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.EngineRequest;
import dev.weft.core.request.EngineRequest.ResendTasks;
import dev.weft.core.request.EngineRequest.WorkerArrived;
import dev.weft.core.request.ReplyTo;
import dev.weft.core.request.Request;
import dev.weft.core.task.QueueName;
import dev.weft.core.task.Task;
import dev.weft.core.task.TaskWithdrawal;
import dev.weft.matching.ownership.Owners;
import dev.weft.matching.ownership.TaskConsumer;
import dev.weft.matching.ownership.TaskConsumer.Membership;
import dev.weft.matching.ownership.TaskRecords;
import dev.weft.matching.partition.Claims;
import dev.weft.matching.partition.Newcomers;
import dev.weft.matching.partition.OwnedPartitions;
import dev.weft.matching.partition.RequestOutbox;
import dev.weft.matching.queue.MemoryBudget;
import dev.weft.matching.queue.QueueLimits;
import dev.weft.matching.queue.QueueStatistics;
import dev.weft.matching.report.Reports;
import dev.weft.matching.roster.RosterPublisher;
import dev.weft.matching.spill.RocksDbSpill;
import dev.weft.schemas.subject.Codecs;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What workers talk to: owns a share of the task queues, takes tasks from history in memory or from the task topic, and
 * appends what workers report. Everything it keeps is derived and gone when it stops. Thread-safe, except that
 * {@link #start} and {@link #stop} are called once each.
 */
public final class MatchingService implements TaskReceiver {
    private static final Logger LOG = LoggerFactory.getLogger(MatchingService.class);
    private static final long TICK_MILLIS = 100;
    private static final int WORKERS_REMEMBERED = 10_000;

    private final MatchingConfig config;
    private final MatchingSetup setup;
    private final MatchingPorts ports;
    private final RequestOutbox outbox;
    private final RocksDbSpill spill;
    private final OwnedPartitions partitions;
    private final Newcomers newcomers;
    private final Owners owners = new Owners();
    private final Claims claims;
    private final Reports reports;
    private final TaskConsumer consumer;
    private final RosterPublisher roster;
    private final ScheduledExecutorService ticker;

    public MatchingService(MatchingConfig config, MatchingSetup setup, MatchingPorts ports) {
        Clock clock = Clock.systemUTC();
        this.config = config;
        this.setup = setup;
        this.ports = ports;
        this.outbox = new RequestOutbox(ports.requests());
        this.spill = new RocksDbSpill(
                setup.state().resolve("waiting-tasks"), ports.codecs().task());
        QueueStatistics statistics = new QueueStatistics();
        MemoryBudget budget = new MemoryBudget(config.backlog().bytesInMemoryOfAllQueues());
        this.partitions = new OwnedPartitions(
                setup.taskPartitions(),
                new OwnedPartitions.Storage(limits(config), budget, spill, statistics),
                outbox,
                this::askForTasks,
                clock);
        this.newcomers = new Newcomers(WORKERS_REMEMBERED, this::announceWorker, clock);
        this.claims = new Claims(ports.asker(), config.handOut().claimTimeout());
        this.reports = new Reports(
                ports.requests(), ports.asker(), this::answer, config.http().reportBytesUnderWay());
        this.consumer = new TaskConsumer(
                new TaskConsumers(config.ownership().group(), setup, owners)::connect,
                membership(config, setup),
                partitions,
                new TaskRecords(ports.codecs().task(), partitions, ports.deadLetters()::put, clock));
        this.roster = new RosterPublisher(
                ports.roster(),
                partitions,
                config.roster().queues(),
                config.roster().refresh(),
                clock);
        this.ticker = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("weft-matching-clock").factory());
        MatchingMetrics.register(ports.meters(), statistics, budget, partitions);
    }

    /** Returns at once; {@link #isReady} tells when the task queues of this instance are settled. */
    public void start() {
        consumer.start();
        ticker.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        long period = config.roster().period().toMillis();
        ticker.scheduleWithFixedDelay(this::publishRoster, period, period, TimeUnit.MILLISECONDS);
    }

    /** Hands the queues over: polls end empty, starts are reported, others take over. */
    public void stop() {
        consumer.close();
        for (int partition = 0; partition < partitions.count(); partition++) {
            partitions.giveUp(partition);
        }
        ticker.shutdownNow();
        spill.close();
    }

    public boolean isReady() {
        return consumer.hasJoined();
    }

    @Override
    public boolean offer(Task task) {
        return partitions.offer(task);
    }

    @Override
    public boolean withdraw(TaskWithdrawal withdrawal) {
        return partitions.withdraw(withdrawal);
    }

    /** Whether this process owns the queue at the moment. */
    public boolean owns(QueueName queue) {
        return partitions.owns(queue);
    }

    public MatchingConfig config() {
        return config;
    }

    public MatchingSetup setup() {
        return setup;
    }

    public OwnedPartitions partitions() {
        return partitions;
    }

    public Owners owners() {
        return owners;
    }

    public Newcomers newcomers() {
        return newcomers;
    }

    public Claims claims() {
        return claims;
    }

    public Reports reports() {
        return reports;
    }

    public RosterPublisher roster() {
        return roster;
    }

    public RequestAsker asker() {
        return ports.asker();
    }

    public Codecs codecs() {
        return ports.codecs();
    }

    private void askForTasks(int taskPartition) {
        tellHistory(new ResendTasks(taskPartition, setup.taskPartitions()));
    }

    private void announceWorker(QueueName queue) {
        tellHistory(new WorkerArrived(queue.namespace(), queue.taskQueue()));
    }

    /** Asks something of every partition of the executions. */
    private void tellHistory(EngineRequest body) {
        Request request = Request.of(ExecutionKey.NONE, body);
        int requestPartitions = ports.routing().get().partitions();
        for (int partition = 0; partition < requestPartitions; partition++) {
            int target = partition;
            outbox.append(() -> ports.requests().appendTo(target, request));
        }
    }

    private CompletableFuture<Void> answer(ReplyTo replyTo, Reply reply) {
        return ports.localReplies().offer(replyTo, reply)
                ? CompletableFuture.completedFuture(null)
                : ports.replies().send(replyTo, reply);
    }

    private void tick() {
        try {
            partitions.tick();
            newcomers.tick();
        } catch (RuntimeException bug) {
            LOG.error("The clock of the task queues failed; it goes on", bug);
        }
    }

    private void publishRoster() {
        try {
            roster.publish();
        } catch (RuntimeException bug) {
            LOG.error("Telling about workers and task queues failed; it goes on", bug);
        }
    }

    private static Membership membership(MatchingConfig config, MatchingSetup setup) {
        String topic = setup.topics().tasks();
        return setup.sole()
                ? new Membership.Sole(topic, setup.taskPartitions())
                : new Membership.Group(
                        topic,
                        config.ownership().sessionTimeout(),
                        config.ownership().sessionTimeoutAllowed());
    }

    private static QueueLimits limits(MatchingConfig config) {
        return new QueueLimits(
                config.backlog().tasksInMemory(),
                config.backlog().bytesInMemory(),
                config.handOut().responseBytes(),
                config.handOut().grace(),
                config.sticky().idle(),
                config.sticky().reconnect(),
                config.sticky().unknown(),
                config.handOut().idsRemembered(),
                config.handOut().idsRememberedFor());
    }
}
