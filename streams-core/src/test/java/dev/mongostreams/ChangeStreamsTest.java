package dev.mongostreams;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ConnectionString;
import dev.mongostreams.failure.ConnectFailedException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ChangeStreamsTest {
  private final ChangeStreams.Builder builder = ChangeStreams.builder("mongodb://localhost/aidb");

  @Test
  void refusesAMalformedConnectionStringBeforeItConnects() {
    assertThatThrownBy(() -> ChangeStreams.connect("localhost"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Cannot read the connection string:");
  }

  @Test
  void refusesADatabaseThatMongoDbDoesNotAllow() {
    assertThatThrownBy(() -> builder.database("a.b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot watch the database \"a.b\": it contains a .. Give a name that MongoDB allows.");
  }

  @Test
  void refusesToConnectInNoTime() {
    assertThatThrownBy(() -> builder.connectTimeout(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot connect within PT0S: give more than zero.");
  }

  @Test
  void takesAConnectionStringThatIsTakenApartAlready() {
    ConnectionString nowhere = new ConnectionString("mongodb://localhost:1/?replicaSet=rs0");

    assertThatThrownBy(
            () -> ChangeStreams.builder(nowhere).connectTimeout(Duration.ofMillis(200)).connect())
        .isInstanceOf(ConnectFailedException.class)
        .hasMessageStartingWith("Cannot connect to localhost:1: ");
  }

  @Test
  void settingsComeLastAndInTheThreadOfTheCaller() {
    Thread caller = Thread.currentThread();

    assertThatThrownBy(
            () ->
                builder
                    .applicationName("mine")
                    .settings(
                        settings -> {
                          throw new IllegalStateException(
                              settings.build().getApplicationName()
                                  + (Thread.currentThread() == caller));
                        })
                    .connect())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("minetrue");
  }
}
