package dev.mongostreams.cli;

import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes signals from the JVM. By reflection: the compiler warns of {@code sun.misc.Signal} in a way
 * that cannot be suppressed, and a shutdown hook, the official way, is not told which signal it
 * was.
 */
final class Signals {
  private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

  private Signals() {}

  /**
   * Runs something when the signal comes; where that cannot be had the JVM ends as it always does.
   */
  static void on(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object running =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                action.run();
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), running);
    } catch (ReflectiveOperationException notToBeHad) {
      LOG.info("SIG{} is left to the JVM", name, notToBeHad);
    }
  }
}
