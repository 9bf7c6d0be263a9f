package dev.mongostreams.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mongostreams.testkit.way.FreePort;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class FaultProxyTest {
  private ServerSocket echo;
  private FaultProxy proxy;

  @BeforeEach
  void start() throws IOException {
    echo = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Link.daemon("echo", this::echoAll);
    proxy = FaultProxy.to("127.0.0.1", echo.getLocalPort());
  }

  @AfterEach
  void end() throws IOException {
    proxy.close();
    echo.close();
  }

  @Test
  void passesOn() throws IOException {
    try (Socket client = connect()) {
      assertThat(ask(client, 7)).isEqualTo(7);
    }
  }

  @Test
  void cutResetsOpenConnectionsAndLetsNewOnesIn() throws IOException {
    try (Socket client = connect()) {
      ask(client, 7);
      proxy.cut();
      assertThatThrownBy(() -> ask(client, 8)).isInstanceOf(SocketException.class);
    }
    try (Socket client = connect()) {
      assertThat(ask(client, 9)).isEqualTo(9);
    }
  }

  @Test
  void aBlackHoleIsSilentAndGivesBackWhatItHeld() throws IOException {
    try (Socket open = connect()) {
      ask(open, 7);
      proxy.blackHole();
      open.setSoTimeout(200);
      assertThatThrownBy(() -> ask(open, 8)).isInstanceOf(SocketTimeoutException.class);
      try (Socket fresh = connect()) {
        fresh.setSoTimeout(200);
        assertThatThrownBy(() -> ask(fresh, 9)).isInstanceOf(SocketTimeoutException.class);
        proxy.restore();
        open.setSoTimeout(10_000);
        fresh.setSoTimeout(10_000);
        assertThat(open.getInputStream().read()).isEqualTo(8);
        assertThat(fresh.getInputStream().read()).isEqualTo(9);
      }
    }
  }

  @Test
  void endsAClientWhoseServerIsNotThere() throws IOException {
    try (FaultProxy vain = FaultProxy.to("127.0.0.1", FreePort.next());
        Socket client = new Socket(InetAddress.getLoopbackAddress(), vain.port())) {
      assertThatThrownBy(() -> requireAnswer(client)).isInstanceOf(IOException.class);
    }
  }

  private static void requireAnswer(Socket client) throws IOException {
    if (ask(client, 7) < 0) {
      throw new EOFException();
    }
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
  }

  private static int ask(Socket client, int word) throws IOException {
    client.getOutputStream().write(word);
    return client.getInputStream().read();
  }

  private void echoAll() {
    while (!echo.isClosed()) {
      try {
        Socket socket = echo.accept();
        Link.daemon("echo-one", () -> echoOne(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void echoOne(Socket socket) {
    try (socket;
        InputStream in = socket.getInputStream()) {
      in.transferTo(socket.getOutputStream());
    } catch (IOException cut) {
      // As the tests mean it.
    }
  }
}
