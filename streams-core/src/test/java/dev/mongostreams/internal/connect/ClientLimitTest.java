package dev.mongostreams.internal.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mongostreams.Scope;
import dev.mongostreams.internal.source.StreamSpec;
import dev.mongostreams.read.ReadPlan;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClientLimitTest {
  private static StreamSpec spec(@Nullable Duration maxAwait) {
    ReadPlan plan = ReadPlan.ofDefaults();
    return StreamSpec.of(new Scope.OfCollection("aidb", "models"))
        .reading(maxAwait == null ? plan : plan.maxAwait(maxAwait))
        .build();
  }

  @Test
  void aClientWithoutOneChangesNothing() {
    StreamSpec spec = spec(Duration.ofMinutes(1));

    assertThat(ClientLimit.fit(spec, null)).isSameAs(spec);
    assertThat(ClientLimit.fit(spec, 0L)).isSameAs(spec);
  }

  @Test
  void aLimitThatLeavesTheServerItsUsualWaitChangesNothing() {
    StreamSpec spec = spec(null);

    assertThat(ClientLimit.fit(spec, 2_002L)).isSameAs(spec);
  }

  @Test
  void aShorterOneMakesTheServerWaitForHalfOfIt() {
    assertThat(ClientLimit.fit(spec(null), 500L).maxAwait()).isEqualTo(Duration.ofMillis(250));
    assertThat(ClientLimit.fit(spec(null), 1L).maxAwait()).isEqualTo(Duration.ofMillis(1));
  }

  @Test
  void aWaitThatWasAskedForStands() {
    StreamSpec spec = spec(Duration.ofMillis(400));

    assertThat(ClientLimit.fit(spec, 500L)).isSameAs(spec);
  }

  @Test
  void aWaitThatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> ClientLimit.fit(spec(Duration.ofMillis(500)), 500L))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot watch aidb.models with a maxAwait of 500 ms: the client ends each read after"
                + " timeoutMS, 500 ms. Give a shorter maxAwait or a longer timeoutMS.");
  }
}
