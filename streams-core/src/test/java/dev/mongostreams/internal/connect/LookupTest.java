package dev.mongostreams.internal.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.changestream.FullDocument;
import dev.mongostreams.Scope;
import dev.mongostreams.handler.MissingDocument;
import dev.mongostreams.internal.source.StreamSpec;
import dev.mongostreams.internal.work.Documents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LookupTest {
  private static StreamSpec asking(FullDocument mode) {
    return StreamSpec.of(new Scope.OfCollection("aidb", "models")).fullDocument(mode).build();
  }

  /** No client is asked for anything yet. */
  @SuppressWarnings("NullAway")
  private static Documents documents(StreamSpec spec, MissingDocument policy) {
    return Lookup.documents(null, spec, policy);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ABSENT")
  void nothingIsMissingWhereNothingIsLookedUp(MissingDocument policy) {
    assertThatThrownBy(() -> documents(asking(FullDocument.WHEN_AVAILABLE), policy))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Cannot treat missing documents of aidb.models by "
                + policy
                + ": no document is looked up. Ask for fullDocument(UPDATE_LOOKUP), or leave"
                + " onMissingDocument out.");
    assertThat(documents(asking(FullDocument.UPDATE_LOOKUP), policy))
        .isNotSameAs(Documents.AS_SENT);
  }

  @Test
  void theDefaultFitsEverything() {
    assertThat(documents(asking(FullDocument.DEFAULT), MissingDocument.ABSENT))
        .isSameAs(Documents.AS_SENT);
  }
}
