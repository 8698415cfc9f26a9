package io.smartconnect.command.process;

import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The handler of SIGHUP, which would end the process. It reaches {@code sun.misc.Signal} of the module {@code jdk.unsupported} by
 * reflection: Java has no other way, and the compiler warns of this one.
 */
public final class SighupHandler {

    private static final Logger LOG = LoggerFactory.getLogger(SighupHandler.class);

    private SighupHandler() {}

    /** Runs {@code action} at each SIGHUP, on a thread of its own. */
    public static void handle(Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object reaction = Proxy.newProxyInstance(
                    SighupHandler.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        action.run();
                        return null;
                    });
            Object hangUp = signal.getConstructor(String.class).newInstance("HUP");
            signal.getMethod("handle", signal, handler).invoke(null, hangUp, reaction);
        } catch (ReflectiveOperationException | IllegalArgumentException unavailable) {
            LOG.atWarn().addKeyValue("error", unavailable.toString()).log("SIGHUP can't reload the configuration");
        }
    }
}
