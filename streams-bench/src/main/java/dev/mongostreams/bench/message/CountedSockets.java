package dev.mongostreams.bench.message;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.SocketFactory;

/** Sockets that count what is read from all of them; pgjdbc makes one by its name. */
public final class CountedSockets extends SocketFactory {
  private static final AtomicLong RECEIVED = new AtomicLong();

  /** How many bytes were read so far. */
  static long receivedBytes() {
    return RECEIVED.get();
  }

  @Override
  public Socket createSocket() {
    return new CountedSocket();
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw connected();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw connected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw connected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw connected();
  }

  private static UnsupportedOperationException connected() {
    return new UnsupportedOperationException(
        "Cannot make a connected socket: nobody asked for one. Make one that is not, and connect.");
  }

  private static final class CountedSocket extends Socket {

    @Override
    public InputStream getInputStream() throws IOException {
      return new FilterInputStream(super.getInputStream()) {
        @Override
        public int read() throws IOException {
          int read = super.read();
          RECEIVED.addAndGet(read < 0 ? 0 : 1);
          return read;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
          int read = super.read(into, from, length);
          RECEIVED.addAndGet(Math.max(0, read));
          return read;
        }
      };
    }
  }
}
