package dev.mongostreams.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mongostreams.ChangeEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.RedisClient;

class ActPlanTest {
  /** Never asked: it connects when it is first used. */
  private final OwnedKeys owned = new OwnedKeys(RedisClient.create("127.0.0.1", 1), "model:");

  private final ActPlan deleting = new ActPlan(owned, new FieldKeys("model:", "_id"), null);

  @Test
  void namesEachKeyOfABatchOnce() {
    Acts acts = deleting.acts(List.of(Changes.update(1), Changes.update(2), Changes.update(1)));

    assertThat(acts.deleted()).containsExactlyInAnyOrder("model:1", "model:2");
  }

  @Test
  void deletesForEachKindOfChangeOfADocument() {
    Acts acts =
        deleting.acts(
            List.of(
                Changes.insert(1),
                Changes.update(2),
                Changes.of(Changes.document("replace", 3)),
                Changes.delete(4)));

    assertThat(acts.deleted())
        .containsExactlyInAnyOrder("model:1", "model:2", "model:3", "model:4");
    assertThat(acts.flush()).isNull();
  }

  @Test
  void keepsTheLastActOfAKey() {
    ActPlan plan = rewriting(change -> Optional.of(change.operationName()));

    Acts acts =
        plan.acts(
            List.of(Changes.delete(1), Changes.insert(1), Changes.update(2), Changes.delete(2)));

    assertThat(acts.rewritten()).isEqualTo(Map.of("model:1", "insert"));
    assertThat(acts.deleted()).containsExactly("model:2");
  }

  @Test
  void deletesAKeyThatHasNoNewValue() {
    assertThat(rewriting(change -> Optional.empty()).acts(List.of(Changes.update(1))).deleted())
        .containsExactly("model:1");
  }

  @Test
  void rewritesNoneOfSeveralKeys() {
    ActPlan plan =
        new ActPlan(
            owned, change -> Set.of("model:1", "model:2"), change -> Optional.of("which one?"));

    Acts acts = plan.acts(List.of(Changes.update(1)));

    assertThat(acts.rewritten()).isEmpty();
    assertThat(acts.deleted()).containsExactlyInAnyOrder("model:1", "model:2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"drop", "rename", "dropDatabase", "invalidate"})
  void flushesWhenTheCollectionEnds(String operation) {
    Acts acts = deleting.acts(List.of(Changes.update(1), Changes.of(Changes.event(operation))));

    assertThat(acts.flush()).isEqualTo(Flush.Cause.DROPPED);
    assertThat(acts.isEmpty()).as("what came before is in it").isTrue();
  }

  @Test
  void actsOnWhatComesBehindAFlush() {
    Acts acts =
        rewriting(change -> Optional.of("new"))
            .acts(List.of(Changes.update(1), Changes.drop(), Changes.insert(1)));

    assertThat(acts.flush()).isEqualTo(Flush.Cause.DROPPED);
    assertThat(acts.rewritten()).isEqualTo(Map.of("model:1", "new"));
  }

  @Test
  void flushesWhenAChangeDoesNotTellItsKey() {
    ActPlan plan = new ActPlan(owned, change -> Set.of(), null);

    assertThat(plan.acts(List.of(Changes.update(1))).flush()).isEqualTo(Flush.Cause.KEY_UNKNOWN);
  }

  @Test
  void flushesAtAKindOfChangeThatNobodyKnows() {
    assertThat(deleting.acts(List.of(Changes.of(Changes.event("refactor")))).flush())
        .isEqualTo(Flush.Cause.KEY_UNKNOWN);
  }

  @Test
  void doesNothingForANewIndex() {
    Acts acts = deleting.acts(List.of(Changes.of(Changes.event("createIndexes"))));

    assertThat(acts.isEmpty()).isTrue();
    assertThat(acts.flush()).isNull();
  }

  @Test
  void refusesAKeyThatAFlushWouldNotFind() {
    ActPlan plan = new ActPlan(owned, change -> Set.of("secret:7"), null);

    assertThatThrownBy(() -> plan.acts(List.of(Changes.of(new Document(Changes.event("update"))))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Cannot invalidate model:*: a key that was built from a change begins with something"
                + " else. Give each key the prefix of owns(...).");
  }

  private ActPlan rewriting(Function<ChangeEvent, Optional<String>> value) {
    return new ActPlan(owned, new FieldKeys("model:", "_id"), value);
  }
}
