package dev.mongostreams.testkit.docker;

import dev.mongostreams.testkit.way.Limited;
import dev.mongostreams.testkit.way.PassedOver;
import dev.mongostreams.testkit.way.Text;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Docker engine, asked over its own socket with nothing but a GET.
 *
 * @param host its address as in DOCKER_HOST
 */
record Engine(String host) {
  private static final Duration PING_LIMIT = Duration.ofSeconds(3);
  private static final Duration REGISTRY_LIMIT = Duration.ofSeconds(5);
  private static final int REPLY_LIMIT_BYTES = 64 * 1024;
  private static final int OK = 200;
  private static final String START = "start Docker, or set DOCKER_HOST to where it listens";

  /** Returns an engine that answers. */
  static Engine find() throws PassedOver {
    Engine engine = new Engine(address());
    Reply reply = engine.get("/_ping", PING_LIMIT, START);
    if (reply.status != OK) {
      throw new PassedOver("the engine at " + engine.host + " answers " + reply.words(), START);
    }
    return engine;
  }

  boolean has(String image) throws PassedOver {
    return get("/images/" + image + "/json", PING_LIMIT, START).status == OK;
  }

  /** Asks the engine, not this machine, whether it reaches the image's registry. */
  void requireRegistryOf(String image) throws PassedOver {
    String cure = "docker pull " + image + ", or name an image that is there in MONGO_IMAGE";
    Reply reply;
    try {
      reply = get("/distribution/" + image + "/json", REGISTRY_LIMIT, cure);
    } catch (PassedOver e) {
      throw new PassedOver(
          "image " + image + " is not on the engine and its registry does not answer", cure, e);
    }
    if (reply.status != OK) {
      throw new PassedOver(
          "image " + image + " is not on the engine, which cannot get it: " + reply.words(), cure);
    }
  }

  private static String address() throws PassedOver {
    String named = System.getenv("DOCKER_HOST");
    if (named != null && !named.isBlank()) {
      return named;
    }
    List<Path> sockets = new ArrayList<>(List.of(Path.of("/var/run/docker.sock")));
    String run = System.getenv("XDG_RUNTIME_DIR");
    if (run != null && !run.isBlank()) {
      sockets.add(Path.of(run, "docker.sock"));
    }
    sockets.add(Path.of(System.getProperty("user.home"), ".docker", "run", "docker.sock"));
    for (Path socket : sockets) {
      if (Files.exists(socket)) {
        return "unix://" + socket;
      }
    }
    throw new PassedOver("there is no " + sockets.get(0), START);
  }

  private Reply get(String path, Duration limit, String cure) throws PassedOver {
    SocketAddress address = socketAddress();
    return Limited.call("asking the engine at " + host, limit, cure, () -> get(address, path));
  }

  private SocketAddress socketAddress() throws PassedOver {
    URI uri = URI.create(host);
    if ("unix".equals(uri.getScheme())) {
      return UnixDomainSocketAddress.of(uri.getPath());
    }
    InetSocketAddress address = new InetSocketAddress(String.valueOf(uri.getHost()), uri.getPort());
    InetAddress machine = address.getAddress();
    // The members are named 127.0.0.1: elsewhere that would be another machine.
    if (!"tcp".equals(uri.getScheme()) || machine == null || !machine.isLoopbackAddress()) {
      throw new PassedOver(
          "DOCKER_HOST=" + host + " is not an engine of this machine",
          "set DOCKER_HOST to the socket of a local engine");
    }
    return address;
  }

  private static Reply get(SocketAddress address, String path) throws IOException {
    try (SocketChannel channel = SocketChannel.open(address)) {
      String request = "GET " + path + " HTTP/1.0\r\nHost: docker\r\n\r\n";
      channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
      try (InputStream in = Channels.newInputStream(channel)) {
        return Reply.of(new String(in.readNBytes(REPLY_LIMIT_BYTES), StandardCharsets.UTF_8));
      }
    }
  }

  private record Reply(int status, String body) {
    private static final Pattern FORM = Pattern.compile("(?s)HTTP/\\S+ (\\d{3}).*?\r\n\r\n(.*)");
    private static final Pattern MESSAGE = Pattern.compile("\\{\"message\":\"(.*)\"\\}");

    static Reply of(String text) throws IOException {
      Matcher form = FORM.matcher(text);
      if (!form.matches()) {
        throw new IOException("not an HTTP reply");
      }
      return new Reply(Integer.parseInt(form.group(1)), form.group(2));
    }

    String words() {
      Matcher message = MESSAGE.matcher(body.strip());
      return status + (message.matches() ? " " + Text.lastLine(message.group(1)) : "");
    }
  }
}
