package dev.mongostreams.internal.bson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.ResumeToken;
import dev.mongostreams.ResumeToken.Kind;
import java.util.Locale;
import java.util.UUID;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonTimestamp;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenHeadTest {
  private static final BsonTimestamp TIME = new BsonTimestamp(0x6B03F52F, 0x14);
  private static final String CLUSTER_TIME = "826B03F52F00000014";
  private static final UUID COLLECTION = UUID.fromString("0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0");
  private static final String COLLECTION_VALUE = "5A10040F1E2D3C4B5A69788796A5B4C3D2E1F0";
  private static final String EVENT = CLUSTER_TIME + "2B02" + "2C0100" + "29" + "6E";

  private static TokenHead head(@Nullable UUID collection, Kind kind) {
    return new TokenHead(TIME, kind, collection);
  }

  @Test
  void anEvent() {
    String rest = "463C5F6964003C2B0200" + "04";

    assertThat(TokenHead.read(EVENT + COLLECTION_VALUE + rest))
        .isEqualTo(head(COLLECTION, Kind.EVENT));
    assertThat(TokenHead.read((EVENT + COLLECTION_VALUE).toLowerCase(Locale.ROOT)))
        .isEqualTo(head(COLLECTION, Kind.EVENT));
  }

  @ParameterizedTest
  @CsvSource({
    // version, type, place in the transaction, invalidate
    "2B02, 2C0100, 29, 6E, EVENT",
    "2B04, 2C0100, 29, 6E, EVENT",
    "2B04, 2C0100, 2B02, 6E, EVENT",
    "2B04, 2C0100, 2BFE, 6E, EVENT",
    "2B04, 2C0100, 2C0200, 6E, EVENT",
    "2B04, 2C0100, 32FFFFFFFFFFFFFFFE, 6E, EVENT",
    "2B04, 2C0100, 29, 6F, INVALIDATE",
    "2B02, 2C0100, 2B02, 6F, INVALIDATE",
    "2B04, 29, 29, 6E, HIGH_WATER_MARK",
    "2B02, 29, 29, 6F, HIGH_WATER_MARK",
  })
  void eachKind(String version, String type, String place, String invalidate, Kind kind) {
    String start = CLUSTER_TIME + version + type + place + invalidate;

    assertThat(TokenHead.read(start + COLLECTION_VALUE)).isEqualTo(head(COLLECTION, kind));
    assertThat(TokenHead.read(start + "04")).isEqualTo(head(null, kind));
    assertThat(TokenHead.read(start)).isEqualTo(head(null, kind));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // nothing behind the time
        "04",
        "29", // version 0 has no kind
        "292C0100296E",
        "2B062C0100296E", // version 3 is not known
        "2B032C0100296E", // 1.5
        "2B012C0100296E", // 0.5
        "2B", // cut
        "2C01",
        "332C0100296E", // larger than any whole number
        "2A2C0100296E", // smaller than one
        "2B04",
        "2B042C01",
        "2B042C0100",
        "2B042C010029",
        "2B042B02296E", // a type that is not known
        "2B042B7F296E",
        "2B042C0101296E", // 128.5
        "2B042C010028FE6E", // a place below zero
        "2B042C0100286E",
        "2B042C01003301020304050607080A6E", // larger than any whole number
        "2B042C01002B036E",
        "2B0429296D", // neither false nor true
        "2B04292970",
        "2B042C01002970",
        "2B042C0100296D",
        "2B042C010029",
      })
  void onlyTheTimeWhenTheRestIsStrange(String rest) {
    assertThat(TokenHead.read(CLUSTER_TIME + rest)).isEqualTo(head(null, Kind.UNKNOWN));
    assertThat(TokenHead.read(CLUSTER_TIME + rest + "G9" + COLLECTION_VALUE))
        .isEqualTo(head(null, Kind.UNKNOWN));
  }

  @Test
  void theStrangeKindHidesTheCollection() {
    assertThat(TokenHead.read(CLUSTER_TIME + "2B042B02296E" + COLLECTION_VALUE))
        .isEqualTo(head(null, Kind.UNKNOWN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "14", // null
        "5A0F040F1E2D3C4B5A69788796A5B4C3D2E1F0",
        "5A11040F1E2D3C4B5A69788796A5B4C3D2E1F0FF",
        "5A10030F1E2D3C4B5A69788796A5B4C3D2E1F0",
        "5A10050F1E2D3C4B5A69788796A5B4C3D2E1F0",
        "5B10040F1E2D3C4B5A69788796A5B4C3D2E1F0",
        "5A10040F1E2D3C4B5A69788796A5B4C3D2E1", // cut
        "5A10040F1E2D3C4B5A69788796A5B4C3D2E1F",
        "5A10040F1E2D3C4B5A69788796A5B4C3D2E1FG",
        "5A10040F1E2D3C4B5A69788796A5B4C3D2E1GF",
        "5A1004",
        "5A10",
        "5A",
      })
  void noCollectionWhereThereIsNoWholeUuid(String value) {
    assertThat(TokenHead.read(EVENT + value)).isEqualTo(head(null, Kind.EVENT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "8",
        "82",
        "826B03F52F000000",
        "826B03F52F0000001",
        "816B03F52F00000014",
        "G26B03F52F00000014",
        "8G6B03F52F00000014",
        "836B03F52F00000014"
      })
  void nothingWithoutATime(String hex) {
    assertThat(TokenHead.read(hex)).isNull();
  }

  @Test
  void everyPrefixIsReadWithoutAFailure() {
    String whole = EVENT + COLLECTION_VALUE + "04";
    for (int length = CLUSTER_TIME.length(); length <= whole.length(); length++) {
      TokenHead head = TokenHead.read(whole.substring(0, length));
      assertThat(head).isNotNull().extracting(TokenHead::clusterTime).isEqualTo(TIME);
    }
  }

  @Test
  void timesAfter2038AreUnsigned() {
    assertThat(TokenHead.read("82FFFFFFFEFFFFFFFF"))
        .isEqualTo(new TokenHead(new BsonTimestamp(-2, -1), Kind.UNKNOWN, null));
  }

  @Test
  void aTokenTellsWhatItsHeadTells() {
    ResumeToken token = ResumeToken.parse(EVENT + COLLECTION_VALUE + "04");

    assertThat(token.clusterTime()).isEqualTo(TIME);
    assertThat(token.kind()).isEqualTo(Kind.EVENT);
    assertThat(token.collection()).isEqualTo(COLLECTION);
  }

  @Test
  void aTokenOfAnotherFormTellsNothing() {
    ResumeToken token = ResumeToken.of(new BsonDocument("_data", new BsonInt32(1)));

    assertThat(token.clusterTime()).isNull();
    assertThat(token.kind()).isEqualTo(Kind.UNKNOWN);
    assertThat(token.collection()).isNull();
  }
}
