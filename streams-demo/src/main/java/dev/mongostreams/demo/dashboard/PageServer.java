package dev.mongostreams.demo.dashboard;

import dev.mongostreams.demo.feed.LatencyTally;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.util.JavalinException;
import io.javalin.websocket.WsConfig;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Serves the page, and a connection to each browser that shows it. Any thread may use it. */
final class PageServer implements AutoCloseable {
  private static final int USUAL_PORT = 8080;
  private static final int LONGEST_MESSAGE = 16 << 10;
  private static final Duration SILENCE = Duration.ofMinutes(1);

  /** Nothing but our own files, and no page of others around ours. */
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src"
              + " 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          "Cache-Control",
          "no-cache");

  private final LiveFeed live;
  private final String host;
  private final SameOrigin sameOrigin;
  private final Map<String, BrowserLink> browsers = new ConcurrentHashMap<>();
  private final LatencyTally latency = new LatencyTally();
  private final Pacer pacer;
  private final Javalin server;

  private PageServer(LiveFeed live, String host, int port) {
    this.live = live;
    this.host = host;
    this.sameOrigin = new SameOrigin(host);
    this.server = Javalin.create(this::configure).start(host, port);
    this.pacer = new Pacer(live, browsers.values());
  }

  static PageServer start(LiveFeed live, String host, @Nullable Integer port) {
    try {
      return new PageServer(live, host, port == null ? USUAL_PORT : port);
    } catch (JavalinException taken) {
      if (port == null) {
        return start(live, host, 0);
      }
      throw new IllegalStateException(
          "Cannot serve the dashboard on "
              + host
              + ":"
              + port
              + ": the address is taken or not of this machine. Give another --port or --host.",
          taken);
    }
  }

  String url() {
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + server.port() + "/";
  }

  LatencyTally latency() {
    return latency;
  }

  @Override
  public void close() {
    pacer.close();
    browsers.values().forEach(BrowserLink::sendAway);
    server.stop();
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.jetty.modifyWebSocketServletFactory(
        sockets -> {
          sockets.setMaxTextMessageSize(LONGEST_MESSAGE);
          sockets.setIdleTimeout(SILENCE);
        });
    config.routes.before(context -> HEADERS.forEach(context::header));
    PageFiles.all()
        .forEach(
            (path, file) ->
                config.routes.get(
                    path, context -> context.contentType(file.type()).result(file.text())));
    config.routes.wsBeforeUpgrade("/live", this::refuseOthers);
    config.routes.ws("/live", this::converse);
  }

  private void refuseOthers(Context context) {
    if (!sameOrigin.allows(context.header("Origin"), context.header("Host"))) {
      throw new ForbiddenResponse("Only the page that is served here may connect.");
    }
  }

  private void converse(WsConfig socket) {
    socket.onConnect(
        context -> browsers.put(context.sessionId(), new BrowserLink(context.session, live)));
    socket.onMessage(
        context -> {
          BrowserLink browser = browsers.get(context.sessionId());
          if (browser != null) {
            hear(browser, context.message());
          }
        });
    socket.onClose(
        context -> {
          BrowserLink gone = browsers.remove(context.sessionId());
          if (gone != null) {
            gone.leave();
          }
        });
  }

  private void hear(BrowserLink browser, String text) {
    BrowserMessage message;
    try {
      message = BrowserMessage.parse(text);
    } catch (IllegalArgumentException foreign) {
      browser.refuse("not a message of this page");
      return;
    }
    if (message instanceof BrowserMessage.Hello hello) {
      browser.join(hello.seen(), hello.filter());
    } else if (message instanceof BrowserMessage.Choose choice) {
      browser.choose(choice.filter());
    } else if (message instanceof BrowserMessage.Got frame) {
      browser.got(frame.frame());
    } else if (message instanceof BrowserMessage.Clock clock) {
      browser.answerClock(clock.sent(), System.currentTimeMillis());
    } else if (message instanceof BrowserMessage.Painted painted) {
      painted.times().forEach(times -> latency.add(times.millis(), times.changes()));
    } else if (message instanceof BrowserMessage.Pause) {
      live.pause();
    } else if (message instanceof BrowserMessage.Resume) {
      live.resume();
    }
  }
}
