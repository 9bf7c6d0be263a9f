package dev.mongostreams.bench.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Consumer;
import org.postgresql.Driver;

/**
 * A session with PostgreSQL by the third version of its protocol, as far as listening needs it: a
 * server that trusts us, no encryption, and statements without parameters. For one thread.
 */
final class PostgresSession implements Closeable {
  private static final int VERSION = 3 << 16;
  private static final int TRUSTED = 0;

  private final Socket socket;
  private final DataInputStream in;
  private final DataOutputStream out;
  private final Consumer<String> notified;

  private PostgresSession(Socket socket, Consumer<String> notified) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    this.out = new DataOutputStream(socket.getOutputStream());
    this.notified = notified;
  }

  /**
   * Begins a session.
   *
   * @param url as pgjdbc has it, with the user; its other settings are not heard
   * @param notified takes the payload of each notification, in the thread that reads
   */
  static PostgresSession open(String url, Consumer<String> notified) throws IOException {
    Properties server = Objects.requireNonNull(Driver.parseURL(url, new Properties()));
    Socket socket =
        new Socket(server.getProperty("PGHOST"), Integer.parseInt(server.getProperty("PGPORT")));
    try {
      PostgresSession session = new PostgresSession(socket, notified);
      session.begin(server.getProperty("user"), server.getProperty("PGDBNAME"));
      return session;
    } catch (IOException | RuntimeException failure) {
      socket.close();
      throw failure;
    }
  }

  private void begin(String user, String database) throws IOException {
    byte[] settings =
        ("user\0" + user + "\0" + "database\0" + database + "\0" + "\0").getBytes(UTF_8);
    ByteBuffer message = ByteBuffer.allocate(2 * Integer.BYTES + settings.length);
    message.putInt(message.capacity()).putInt(VERSION).put(settings);
    out.write(message.array());
    awaitReady();
  }

  /** Has the server do something, and waits until it is done. */
  void ask(String statement) throws IOException {
    byte[] text = (statement + "\0").getBytes(UTF_8);
    ByteBuffer message = ByteBuffer.allocate(1 + Integer.BYTES + text.length);
    message.put((byte) 'Q').putInt(Integer.BYTES + text.length).put(text);
    out.write(message.array());
    awaitReady();
  }

  private void awaitReady() throws IOException {
    while (next() != 'Z') {
      // What lies between is settings of the server, and rows that nobody reads.
    }
  }

  /**
   * Waits for the next message of the server, and takes it.
   *
   * @return what kind of a message it was
   * @throws IOException when the session has ended
   * @throws IllegalStateException when the server refuses something; close the session then
   */
  char next() throws IOException {
    char kind = (char) in.readByte();
    ByteBuffer body = ByteBuffer.wrap(in.readNBytes(in.readInt() - Integer.BYTES));
    switch (kind) {
      case 'A' -> notified.accept(notification(body));
      case 'E' -> throw new IllegalStateException("PostgreSQL refused: " + reason(body));
      case 'R' -> trusted(body);
      default -> {}
    }
    return kind;
  }

  private static String notification(ByteBuffer body) {
    body.getInt();
    text(body);
    return text(body);
  }

  /** Parts that begin with a letter: of all that it says only the message, which is for people. */
  private static String reason(ByteBuffer body) {
    for (byte part = body.get(); part != 0; part = body.get()) {
      String said = text(body);
      if (part == 'M') {
        return said;
      }
    }
    return "it gave no reason";
  }

  private static void trusted(ByteBuffer body) {
    int asked = body.getInt();
    if (asked != TRUSTED) {
      throw new IllegalStateException(
          "Cannot listen to PostgreSQL: it asks for authentication "
              + asked
              + ", and only a server that trusts its users is listened to. Set trust for this"
              + " address in its pg_hba.conf.");
    }
  }

  private static String text(ByteBuffer body) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (byte one = body.get(); one != 0; one = body.get()) {
      text.write(one);
    }
    return text.toString(UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
