package dev.mongostreams.jdbc;

import static dev.mongostreams.jdbc.fixture.Changes.behind;
import static dev.mongostreams.jdbc.fixture.Changes.insert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.failure.CheckpointFencedException;
import dev.mongostreams.handler.PositionKeepingHandler.Slot;
import dev.mongostreams.jdbc.fixture.CommitProxy;
import dev.mongostreams.jdbc.fixture.CommitProxy.Cut;
import dev.mongostreams.jdbc.fixture.Postgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A commit whose answer is lost, and two writers: the effect is there once. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CommitIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final List<ChangeEvent> FIRST = inserts(1, 3);

  private Postgres postgres;
  private CommitProxy proxy;
  private PostgresSync sync;
  private PostgresSync direct;

  @BeforeEach
  void countEachChange() {
    postgres = Postgres.fresh();
    postgres.execute("CREATE TABLE counter (changes bigint)");
    postgres.execute("INSERT INTO counter VALUES (0)");
    proxy = new CommitProxy(Integer.parseInt(postgres.url().replaceAll(".*:(\\d+)/.*", "$1")));
    // Else the driver gives the commit a name, and the proxy would not know it.
    sync = sync(Postgres.source(postgres.urlAt(proxy.port()) + "&prepareThreshold=0"));
    direct = sync(postgres.source());
  }

  @AfterEach
  void endTheProxy() {
    proxy.close();
  }

  private static PostgresSync sync(DataSource source) {
    return PostgresSync.to(source)
        .tables(SyncTable.of("models"))
        .effect(CommitIT::count)
        .createTables(true)
        .build();
  }

  private static void count(Connection connection, List<ChangeEvent> changes) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("UPDATE counter SET changes = changes + " + changes.size());
    }
  }

  private static List<ChangeEvent> inserts(int first, int last) {
    return IntStream.rangeClosed(first, last)
        .mapToObj(number -> insert(number, "{_id: " + number + "}"))
        .toList();
  }

  private void assertStored(int changes) {
    assertThat(postgres.rows("SELECT count(*), (SELECT changes FROM counter) FROM models"))
        .containsExactly(changes + "|" + changes);
    assertThat(sync.read("w")).isEqualTo(behind(changes));
  }

  @Test
  void aCommitThatNeverArrivesIsMadeAgain() throws Exception { // 77
    try (Slot slot = sync.claim("w")) {
      proxy.cut(Cut.REQUEST);
      slot.handle(FIRST, behind(3));
      slot.handle(inserts(4, 5), behind(5));
    }

    assertThat(proxy.hasCut()).isTrue();
    assertStored(5);
  }

  @Test
  void aCommitWhoseAnswerIsLostIsNotMadeAgain() throws Exception { // 77
    try (Slot slot = sync.claim("w")) {
      proxy.cut(Cut.REPLY);
      slot.handle(FIRST, behind(3));
      slot.handle(inserts(4, 5), behind(5));
    }

    assertThat(proxy.hasCut()).isTrue();
    assertStored(5);
  }

  @Test
  void aCommitThatArrivesWhileItIsMadeAgainCountsOnce() throws Exception { // 77
    try (Slot slot = sync.claim("w")) {
      proxy.cut(Cut.LATE);
      CompletableFuture<Void> handling = async(() -> slot.handle(FIRST, behind(3)));
      awaitALockWait();
      assertThat(postgres.number("SELECT changes FROM counter")).isZero();

      proxy.release();
      handling.get(60, TimeUnit.SECONDS);
      slot.handle(inserts(4, 5), behind(5));
    }

    assertStored(5);
  }

  @Test
  void aProcessThatEndsWithoutTheAnswerGoesOnBehindTheCommit() throws Exception { // 77
    Slot lost = sync.claim("w");
    interruptedInDoubt(lost);

    try (Slot slot = sync.claim("w")) {
      assertThat(slot.loaded()).isEqualTo(behind(3));
    }
    assertStored(3);
  }

  @Test
  void changesThatComeOneByOneAfterALostAnswerAreNotRepeated() throws Exception { // 77
    try (Slot slot = sync.claim("w")) {
      interruptedInDoubt(slot);

      slot.handle(inserts(1, 1), behind(1));
      assertThat(sync.read("w")).isEqualTo(behind(3));
      slot.handle(inserts(2, 2), behind(2));
      slot.handle(inserts(3, 4), behind(4));
      slot.handle(inserts(5, 5), behind(5));
    }

    assertStored(5);
  }

  @Test
  void moreChangesAfterALostAnswerAreStoredAlone() throws Exception { // 77
    try (Slot slot = sync.claim("w")) {
      interruptedInDoubt(slot);

      slot.handle(inserts(1, 5), behind(5));
      slot.save(behind(6));
    }

    assertThat(postgres.number("SELECT changes FROM counter")).isEqualTo(5);
    assertThat(sync.read("w")).isEqualTo(behind(6));
  }

  @Test
  void aPositionWhoseAnswerWasLostIsFollowedByTheNext() throws Exception { // 77
    try (Slot slot = sync.claim("w")) {
      proxy.cut(Cut.REPLY);
      assertThatThrownBy(() -> slot.save(behind(1)))
          .hasMessageStartingWith("Cannot save the checkpoint w: PostgreSQL cannot be reached");
      assertThat(sync.read("w")).isEqualTo(behind(1));

      slot.save(behind(2));
      slot.handle(inserts(3, 3), behind(3));
    }

    assertThat(sync.read("w")).isEqualTo(behind(3));
    assertThat(postgres.number("SELECT changes FROM counter")).isEqualTo(1);
  }

  /** The first changes are stored, and the slot is interrupted before it can find out. */
  private void interruptedInDoubt(Slot slot) throws Exception {
    proxy.shut(true);
    proxy.cut(Cut.REPLY);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread handler =
        new Thread(() -> thrown.set(catchThrowable(() -> slot.handle(FIRST, behind(3)))));
    handler.start();
    Awaitility.await().atMost(LIMIT).until(() -> direct.read("w") != null);

    handler.interrupt();
    handler.join(LIMIT.toMillis());
    proxy.shut(false);

    assertThat(proxy.hasCut()).isTrue();
    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
  }

  @Test
  void aSecondWriterFencesTheFirst() throws Exception { // 32
    Slot first = sync.claim("w");
    first.handle(FIRST, behind(3));

    try (Slot second = sync.claim("w")) {
      assertThat(second.loaded()).isEqualTo(behind(3));
      assertThatThrownBy(() -> first.handle(inserts(4, 4), behind(4)))
          .isInstanceOf(CheckpointFencedException.class)
          .hasMessage(
              "Cannot save the checkpoint w: another watcher has taken this name, or it was"
                  + " deleted. Run one watcher for a name; the other one goes on from the position"
                  + " it found.");
      first.close();
      second.handle(inserts(4, 5), behind(5));
    }

    assertStored(5);
  }

  @Test
  void aSecondWriterWaitsForTheTransactionOfTheFirst() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    PostgresSync slow =
        PostgresSync.to(postgres.source())
            .tables(SyncTable.of("models"))
            .createTables(true)
            .effect(
                (connection, changes) -> {
                  count(connection, changes);
                  inside.countDown();
                  go.await();
                })
            .build();
    Slot first = slow.claim("w");
    CompletableFuture<Void> handling = async(() -> first.handle(FIRST, behind(3)));
    inside.await();
    CompletableFuture<Slot> claiming = CompletableFuture.supplyAsync(() -> sync.claim("w"));
    awaitALockWait();

    go.countDown();

    try (Slot second = claiming.get(60, TimeUnit.SECONDS)) {
      assertThat(second.loaded()).isEqualTo(behind(3));
      handling.get(60, TimeUnit.SECONDS);
    }
    assertStored(3);
  }

  @Test
  void aHostThatDiesInATransactionHoldsItsNameForAWhileOnly() throws Exception {
    AtomicReference<String> limit = new AtomicReference<>();
    PostgresSync asking =
        PostgresSync.to(postgres.source())
            .createTables(true)
            .effect((connection, changes) -> limit.set(idleLimit(connection)))
            .build();

    try (Slot slot = asking.claim("w")) {
      slot.handle(FIRST, behind(3));
    }

    assertThat(limit).hasValue("30s");
    assertThat(PostgresSync.IDLE_LIMIT).isEqualTo(Duration.ofSeconds(30));
  }

  private static String idleLimit(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW idle_in_transaction_session_timeout")) {
      row.next();
      return row.getString(1);
    }
  }

  private void awaitALockWait() {
    Awaitility.await()
        .atMost(LIMIT)
        .until(
            () ->
                postgres.number(
                        "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
                    > 0);
  }

  private interface Work {
    void run() throws Exception;
  }

  private static CompletableFuture<Void> async(Work work) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            work.run();
          } catch (Exception failure) {
            throw new IllegalStateException(failure);
          }
        });
  }
}
