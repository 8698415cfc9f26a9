package io.smartconnect.bench.scale;

import io.smartconnect.bench.contestant.CloudAccount;
import io.smartconnect.bench.measure.LoopbackServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * DMS for Kafka of any number of instances, computed for each request, so that it needs neither memory nor much time. It checks no
 * signature, and takes the number in an access key {@code shard-3} for the shard that asks. All on one event loop.
 */
final class ComputedCloud implements AutoCloseable {

    private static final String PROJECT = "0123456789abcdef0123456789abcdef";

    private static final String ACCESS_KEY = "shard-";
    private static final Pattern SHARD = Pattern.compile("Access=" + ACCESS_KEY + "(\\d+)");

    private final CloudTexts texts;
    private final PollLedger ledger;
    private final LoopbackServer server;

    ComputedCloud(CloudSize size) {
        this.texts = new CloudTexts(size);
        this.ledger = new PollLedger(size.instances());
        this.server = new LoopbackServer(this::answer);
    }

    /** The account of a shard. */
    CloudAccount account(int shard) {
        return new CloudAccount(server.url(), PROJECT, ACCESS_KEY + shard, "unused");
    }

    PollLedger ledger() {
        return ledger;
    }

    private void answer(HttpServerRequest request) {
        String[] path = request.path().split("/");
        String body;
        try {
            body = body(path, request);
        } catch (RuntimeException unknown) {
            request.response().setStatusCode(404).end("{\"error_msg\":\"" + request.path() + "\"}");
            return;
        }
        request.response().putHeader("Content-Type", "application/json").end(body);
    }

    /** The paths are those of the API reference: {@code /v2/PROJECT/...}, and {@code /v2/PROJECT/kafka/...} for partitions. */
    private String body(String[] path, HttpServerRequest request) {
        if (path.length == 4) {
            ledger.request();
            return texts.instances(number(request, "offset"), number(request, "limit"));
        }
        boolean isOfKafka = path[3].equals("kafka");
        int instance = CloudTexts.instanceOf(path[isOfKafka ? 5 : 4]);
        ledger.request(instance, shard(request));
        long now = System.currentTimeMillis();
        if (isOfKafka) {
            return texts.partitions(CloudTexts.taskOfTopic(path[7]), now);
        }
        return switch (path[5]) {
            case "connector" -> {
                ledger.poll(instance);
                yield texts.tasks(instance);
            }
            case "sink-tasks" -> path.length == 6 ? texts.dumps(instance) : texts.detail(CloudTexts.taskOf(path[6]), now);
            case "topics" -> texts.topics();
            default -> throw new IllegalArgumentException(request.path());
        };
    }

    private static int number(HttpServerRequest request, String parameter) {
        return Integer.parseInt(request.getParam(parameter));
    }

    private static int shard(HttpServerRequest request) {
        Matcher key = SHARD.matcher(request.getHeader("Authorization"));
        if (!key.find()) {
            throw new IllegalArgumentException("no access key of a shard");
        }
        return Integer.parseInt(key.group(1));
    }

    @Override
    public void close() {
        server.close();
    }
}
