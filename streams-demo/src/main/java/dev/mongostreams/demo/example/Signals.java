package dev.mongostreams.demo.example;

import java.lang.reflect.Proxy;

/**
 * Takes signals from the JVM. By reflection, as the compiler warns of {@code sun.misc.Signal} in a
 * way that cannot be suppressed. A shutdown hook would not do: all hooks run at once, and the one
 * of the replica set would end it under the feet of an example that is still counting.
 */
final class Signals {
  private Signals() {}

  /**
   * Runs something when the signal comes; where that cannot be had the JVM ends as it always does.
   */
  static void on(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object taking =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                new Thread(action, "example-signal").start();
                return null;
              });
      Object named = signal.getConstructor(String.class).newInstance(name);
      signal.getMethod("handle", signal, handler).invoke(null, named, taking);
    } catch (ReflectiveOperationException notToBeHad) {
      // The signal ends the program, and the hooks of what it started clean up.
    }
  }
}
