package dev.mongostreams.cli;

import dev.mongostreams.ChangeStreams;
import dev.mongostreams.WatcherListener;
import java.io.PrintWriter;
import java.util.Locale;

/** Tells on stderr what happens to the watcher, one line each. */
final class ConsoleNotices implements WatcherListener {
  private final PrintWriter err;
  private final ChangeStreams.Server server;

  ConsoleNotices(PrintWriter err, ChangeStreams.Server server) {
    this.err = err;
    this.server = server;
  }

  @Override
  public void onOpened(Opened opened) {
    String set = server.setName().isEmpty() ? "mongos" : server.setName();
    say("watching " + opened.scope() + " (" + set + ", MongoDB " + server.version() + ")");
  }

  @Override
  public void onReconnecting(Reconnecting lost) {
    say(
        String.format(
            Locale.ROOT,
            "reconnecting to %s: %s, attempt %d in %.1f s",
            lost.scope(),
            lost.cause().getClass().getSimpleName(),
            lost.attempt(),
            lost.delay().toMillis() / 1000.0));
  }

  @Override
  public void onInvalidated(Invalidated invalidated) {
    say(
        "the stream of "
            + invalidated.scope()
            + " was ended by the server: what it watched was dropped or renamed; going on behind it");
  }

  void say(String line) {
    err.println(line);
    err.flush();
  }
}
