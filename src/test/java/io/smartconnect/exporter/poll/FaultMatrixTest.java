package io.smartconnect.exporter.poll;

import static java.util.stream.Collectors.toUnmodifiableSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.cloud.dms.RestDmsClient;
import io.smartconnect.exporter.cloud.dms.TargetSettings;
import io.smartconnect.exporter.cloud.gate.ApiSettings;
import io.smartconnect.exporter.cloud.http.ClientRuntime;
import io.smartconnect.exporter.cloud.http.NoOpMeter;
import io.smartconnect.exporter.health.HealthSettings;
import io.smartconnect.exporter.lag.LagSettings;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.snapshot.Instance;
import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.snapshot.Target;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.time.FastTime;
import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.fault.ActiveFault;
import io.smartconnect.simulator.fault.Fault;
import io.smartconnect.simulator.http.SimulatedOperation;
import io.smartconnect.simulator.model.DumpVisibility;
import io.smartconnect.simulator.model.SimulatedProduction;
import io.smartconnect.simulator.model.SimulatedTransfer;
import io.smartconnect.simulator.scenario.InstanceBuilder;
import io.smartconnect.simulator.scenario.Scenario;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The matrix of faults, APIs and kinds of credentials. A fault hits one operation of one target, and if that operation belongs to
 * an instance, one instance. The other instance and the other target are read whole. Kinds of credentials take turns.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class FaultMatrixTest {

    /** One of so many trials runs; {@code -Dmatrix.step=1} runs all. */
    private static final int STEP = Integer.getInteger("matrix.step", 4);

    private static final String BAD = "bad00000";
    private static final String GOOD = "good0000";
    private static final Set<String> TASKS = Set.of("dump", "group", "mirror");

    private static final Set<SimulatedOperation> OF_AN_INSTANCE = EnumSet.of(
            SimulatedOperation.SHOW_INSTANCE,
            SimulatedOperation.LIST_TASKS,
            SimulatedOperation.LIST_DUMP_TASKS,
            SimulatedOperation.SHOW_DUMP_TASK,
            SimulatedOperation.LIST_GROUPS,
            SimulatedOperation.SHOW_GROUP,
            SimulatedOperation.LIST_TOPICS,
            SimulatedOperation.LIST_PARTITIONS);

    /** Operations whose failure costs all instances of a target something, but never another target. */
    private static final Set<SimulatedOperation> OF_A_TARGET = EnumSet.of(
            SimulatedOperation.LIST_INSTANCES,
            SimulatedOperation.LIST_CLOUD_EYE_METRICS,
            SimulatedOperation.QUERY_CLOUD_EYE,
            SimulatedOperation.QUERY_CLOUD_EYE_V2);

    private static final ApiSettings API = limits(Duration.ofHours(2));

    /** Short enough for a test, and longer than an answer takes on a busy machine. */
    private static final ApiSettings IMPATIENT = limits(Duration.ofSeconds(2));

    private static final PollSettings SETTINGS =
            new PollSettings(Duration.ofMinutes(15), Duration.ofMinutes(14), Duration.ofMinutes(30));

    private static ApiSettings limits(Duration requestTimeout) {
        return new ApiSettings(requestTimeout, 4, 1_000, 0, Duration.ofHours(1));
    }

    /** One fault in one operation of a target with one kind of credentials. */
    private record Trial(FaultKind fault, SimulatedOperation operation, CredentialKind credentials) {

        boolean isOfAnInstance() {
            return OF_AN_INSTANCE.contains(operation);
        }

        Fault installed() {
            Fault matched = Fault.on(operation);
            return fault.in(isOfAnInstance() ? matched.instance(BAD) : matched);
        }
    }

    @TempDir
    private Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final FastTime time = new FastTime(vertx);
    private Simulator cloud;
    private Simulator otherCloud;
    private TargetClients neighbour;

    @BeforeAll
    void start() {
        cloud = Simulator.start(
                Scenario.builder()
                        .instance(BAD, FaultMatrixTest::tasks)
                        .instance(GOOD, FaultMatrixTest::tasks)
                        .build(),
                time);
        otherCloud = Simulator.start(
                Scenario.builder().instance("other000", FaultMatrixTest::tasks).build(), time);
        neighbour = target("neighbour", otherCloud, CredentialKind.AKSK, List.of(), API);
    }

    @AfterAll
    void stop() throws TimeoutException {
        context.runOnContext(ended -> neighbour.retire());
        vertx.close().await(20, TimeUnit.SECONDS);
        cloud.close();
        otherCloud.close();
    }

    /** One task for each source of lag. */
    private static void tasks(InstanceBuilder instance) {
        SimulatedTransfer transfer = SimulatedTransfer.behind(Duration.ofSeconds(3));
        instance.obs(
                        "00000000-0000-4000-8000-000000000001",
                        "dump",
                        task -> task.topic("clicks", 2, SimulatedProduction.steady(10), transfer))
                .obs(
                        "00000000-0000-4000-8000-000000000002",
                        "group",
                        task -> task.inDumpApi(DumpVisibility.ABSENT)
                                .topic("views", 1, SimulatedProduction.steady(10), transfer))
                .replication(
                        "00000000-0000-4000-8000-000000000003",
                        "mirror",
                        task -> task.topic("sales", 1, SimulatedProduction.steady(10), transfer));
    }

    private TargetClients target(
            String name, Simulator simulator, CredentialKind credentials, List<String> instances, ApiSettings api) {
        TargetSettings target = new TargetSettings(
                name,
                "eu-west-101",
                simulator.projectId(),
                simulator.url(),
                Optional.of(simulator.url()),
                Optional.of(simulator.url()),
                instances,
                credentials.at(simulator, directory));
        return TargetClients.of(
                target,
                new RestDmsClient(new ClientRuntime(vertx, time, new NoOpMeter()), target, api, SETTINGS.interval()));
    }

    private Snapshot poll(TargetClients... targets) throws TimeoutException {
        Promise<Snapshot> polled = Promise.promise();
        PollContext settings = new PollContext(SETTINGS, HealthSettings.DEFAULT, LagSettings.DEFAULT, time);
        context.runOnContext(now -> new Poller(List.of(targets), settings, new ConcurrentHashMap<>(), snapshot -> {})
                .once()
                .onComplete(polled));
        return polled.future().await(30, TimeUnit.SECONDS);
    }

    @Test
    void trials_haveEachFault_eachApi_andEachKindOfCredentials() {
        List<Trial> trials = Stream.of(FaultKind.values())
                .flatMap(fault -> trials(fault).stream())
                .toList();

        assertThat(trials.stream().map(Trial::fault)).contains(FaultKind.values());
        assertThat(trials.stream().map(Trial::credentials)).contains(CredentialKind.values());
        assertThat(trials.stream().map(Trial::operation))
                .containsAll(OF_AN_INSTANCE)
                .containsAll(OF_A_TARGET)
                .containsAll(Stream.of(CredentialKind.values())
                        .flatMap(kind -> kind.operations().stream())
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void faultInOneApi_leavesNeighboursAlone(FaultKind fault) throws TimeoutException {
        for (Trial trial : trials(fault)) {
            check(trial);
        }
    }

    @SuppressWarnings("EnumOrdinal") // any order does
    private static List<Trial> trials(FaultKind fault) {
        List<Trial> all = new ArrayList<>();
        for (SimulatedOperation operation :
                Stream.concat(OF_AN_INSTANCE.stream(), OF_A_TARGET.stream()).toList()) {
            int turn = (fault.ordinal() + all.size()) / STEP % CredentialKind.values().length;
            all.add(new Trial(fault, operation, CredentialKind.values()[turn]));
        }
        for (CredentialKind kind : CredentialKind.values()) {
            kind.operations().stream().sorted().forEach(operation -> all.add(new Trial(fault, operation, kind)));
        }
        return IntStream.range(0, all.size())
                .filter(index -> (index + fault.ordinal()) % STEP == 0)
                .mapToObj(all::get)
                .toList();
    }

    private void check(Trial trial) throws TimeoutException {
        List<String> fixed = trial.operation() == SimulatedOperation.SHOW_INSTANCE ? List.of(BAD, GOOD) : List.of();
        TargetClients target = target(
                "trial", cloud, trial.credentials(), fixed, trial.fault() == FaultKind.HANGING ? IMPATIENT : API);
        ActiveFault fault = cloud.add(trial.installed());
        try {
            Snapshot snapshot = poll(target, neighbour);

            assertThat(fault.timesUsed()).as("requests that meet %s", trial).isPositive();
            assertThat(whole(snapshot)).as("whole instances despite %s", trial).containsAll(untouched(trial));
            assertThat(reasons(snapshot)).as("%s", trial).doesNotContain(FailureReason.INTERNAL);
            assertThat(snapshot.targets().stream()
                            .filter(each -> each.name().equals("neighbour"))
                            .findFirst()
                            .flatMap(Target::up))
                    .as("%s", trial)
                    .contains(true);
        } finally {
            fault.remove();
            context.runOnContext(ended -> target.retire());
        }
    }

    private static Set<String> untouched(Trial trial) {
        boolean spares = trial.isOfAnInstance() && !trial.fault().pausesTarget();
        return spares ? Set.of("other000", GOOD) : Set.of("other000");
    }

    private static Set<String> whole(Snapshot snapshot) {
        return snapshot.instances().stream()
                .filter(FaultMatrixTest::isWhole)
                .map(instance -> instance.info().id())
                .collect(toUnmodifiableSet());
    }

    private static boolean isWhole(Instance instance) {
        return instance.up().equals(Optional.of(true))
                && instance.tasks().stream()
                        .map(Task::name)
                        .collect(toUnmodifiableSet())
                        .equals(TASKS)
                && instance.tasks().stream()
                        .allMatch(task ->
                                task.topics().isPresent() || task.cloudEye().isPresent());
    }

    private static Set<FailureReason> reasons(Snapshot snapshot) {
        return Stream.concat(
                        snapshot.instances().stream().map(Instance::failures),
                        snapshot.targets().stream().map(Target::failures))
                .flatMap(failures -> failures.counts().keySet().stream())
                .collect(toUnmodifiableSet());
    }
}
