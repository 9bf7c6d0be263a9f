package dev.mongostreams.tests.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mongostreams.Operation;
import dev.mongostreams.Scope;
import dev.mongostreams.testkit.script.Faults;
import dev.mongostreams.testkit.script.ScriptedHistory;
import dev.mongostreams.testkit.script.ScriptedSource;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class SteppedStreamTest {
  private final ScriptedHistory history = new ScriptedHistory("aidb", "models");
  private final Reads reads = new Reads();
  private final ScriptedSource source =
      new ScriptedSource(new Scope.OfCollection("aidb", "models"), history, reads);

  @Test
  void doesNotReadAhead() {
    try (SteppedStream stream = SteppedStream.open(source, 0, true)) {
      assertThat(reads.count).isZero();

      history.change(Operation.INSERT, 1);
      history.change(Operation.INSERT, 2);
      stream.next();
      stream.next();

      assertThat(reads.count).isEqualTo(1);
    }
  }

  @Test
  void resumesAfterWhatTheSpecificationCallsResumable() {
    try (SteppedStream stream = SteppedStream.open(source, 0, true)) {
      reads.failures.add(Faults.connectionLost());
      reads.failures.add(Faults.connectionLost());
      history.change(Operation.INSERT, 1);

      assertThat(stream.next().operation()).isEqualTo(Operation.INSERT);
    }
  }

  @Test
  void throwsWhatTheSpecificationDoesNotResume() {
    try (SteppedStream stream = SteppedStream.open(source, 0, true)) {
      RuntimeException unlabelled = Faults.serverError(6);
      reads.failures.add(unlabelled);

      assertThatThrownBy(stream::next).isSameAs(unlabelled);
    }
  }

  @Test
  void leavesNoCursorBehind() {
    SteppedStream stream = SteppedStream.open(source, 0, true);

    stream.close();

    assertThat(source.openCursors()).isZero();
  }

  private static final class Reads implements Faults {
    private final Queue<RuntimeException> failures = new ArrayDeque<>();
    private int count;

    @Override
    public RuntimeException onOpen() {
      return null;
    }

    @Override
    public RuntimeException onRead() {
      count++;
      return failures.poll();
    }
  }
}
