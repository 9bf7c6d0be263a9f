package dev.mongostreams.testkit.way;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports nobody listens on, each given once in the life of this JVM. They lie below those that
 * systems give to outgoing connections: a member that was killed must find its port free when it
 * comes back.
 */
public final class FreePort {
  private static final int FIRST = 20_000;
  private static final int END = 32_000;
  private static final int TRIES = 1_000;
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private FreePort() {}

  /**
   * Finds a port that is free on the loopback address.
   *
   * @return a port number
   */
  public static int next() {
    for (int i = 0; i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, END);
      if (GIVEN.add(port) && isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException(
        "Cannot find a free port on this machine: none of "
            + TRIES
            + " tried between "
            + FIRST
            + " and "
            + END
            + " is free. End some of the programs that listen there.");
  }

  private static boolean isFree(int port) {
    try (ServerSocket loopback = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return loopback.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
