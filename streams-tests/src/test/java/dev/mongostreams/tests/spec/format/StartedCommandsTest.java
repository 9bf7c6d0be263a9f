package dev.mongostreams.tests.spec.format;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.event.CommandStartedEvent;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class StartedCommandsTest {
  private static final String AGGREGATE =
      "{commandStartedEvent: {commandName: 'aggregate', databaseName: 'aidb',"
          + " command: {aggregate: 'models', cursor: {}}}}";
  private static final String ANY = "{commandStartedEvent: {}}";

  private final StartedCommands commands = new StartedCommands(Set.of("killCursors"));

  @BeforeEach
  void sendTwoCommands() {
    send("aggregate", "{aggregate: 'models', cursor: {}, lsid: 1}");
    send("killCursors", "{killCursors: 'models'}");
    send("configureFailPoint", "{configureFailPoint: 'failCommand'}");
    send("getMore", "{getMore: 1}");
  }

  private void send(String name, String command) {
    commands.commandStarted(
        new CommandStartedEvent(null, 1, 1, null, "aidb", name, BsonDocument.parse(command)));
  }

  @Test
  void matchWithoutThoseIgnored() {
    assertThatCode(() -> match("[" + AGGREGATE + ", " + ANY + "]", false))
        .doesNotThrowAnyException();
  }

  @Test
  void refuseMoreThanExpected() {
    assertThatThrownBy(() -> match("[" + AGGREGATE + "]", false))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("Expected 1 commands, but these were sent: ");
  }

  @Test
  void acceptMoreThanExpectedWhereThatIsAllowed() {
    assertThatCode(() -> match("[" + AGGREGATE + "]", true)).doesNotThrowAnyException();
  }

  @Test
  void refuseFewerThanExpectedEvenWhereMoreAreAllowed() {
    assertThatThrownBy(() -> match("[" + ANY + ", " + ANY + ", " + ANY + "]", true))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("Expected 3 commands, but these were sent: ");
  }

  @Test
  void refuseAnotherOrder() {
    assertThatThrownBy(() -> match("[" + ANY + ", " + AGGREGATE + "]", false))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("Command 1: commandName is ");
  }

  @Test
  void refuseAnotherCommand() {
    assertThatThrownBy(() -> match("[" + AGGREGATE.replace("models", "versions") + "]", true))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("Command 0.aggregate: expected ");
  }

  private void match(String expected, boolean moreAllowed) {
    commands.match(BsonArray.parse(expected), moreAllowed);
  }
}
