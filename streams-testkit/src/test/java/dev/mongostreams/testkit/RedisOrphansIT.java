package dev.mongostreams.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the watchdog is a POSIX shell")
final class RedisOrphansIT extends OrphansContract {
  RedisOrphansIT() {
    super("redis", "redis-");
  }

  /** Redis writes over its arguments, so that no list of processes tells its port. */
  @Override
  boolean left(int port) {
    try (Socket somebody = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return somebody.isConnected();
    } catch (IOException nobody) {
      return false;
    }
  }
}
