package dev.mongostreams.internal.bson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonSerializationException;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.junit.jupiter.api.Test;

class ElementsTest {

  @Test
  void anEmptyDocumentHasNoElements() {
    assertThat(new Elements(RandomBson.bytes(new BsonDocument()), 0).next()).isFalse();
  }

  @Test
  void walksAllElementsInOrderWhateverTheirTypes() {
    for (long seed = 0; seed < 500; seed++) {
      BsonDocument document = new RandomBson(seed).document(3);
      byte[] bytes = RandomBson.bytes(document);
      List<Byte> types = new ArrayList<>();
      List<String> names = new ArrayList<>();

      Elements elements = new Elements(bytes, 0);
      while (elements.next()) {
        types.add(elements.type());
        names.add(new String(bytes, elements.elementAt() + 1, elements.nameLength(), UTF_8));
      }

      assertThat(names).as("seed %d", seed).containsExactlyElementsOf(document.keySet());
      assertThat(types)
          .as("seed %d", seed)
          .containsExactlyElementsOf(document.values().stream().map(ElementsTest::type).toList());
      assertThat(elements.valueEnd()).isIn(bytes.length - 1, 0);
    }
  }

  private static byte type(BsonValue value) {
    return (byte) value.getBsonType().getValue();
  }

  @Test
  void findsByTheWholeNameOnly() {
    byte[] bytes =
        RandomBson.bytes(
            new BsonDocument("name", new BsonInt32(1)).append("nam", new BsonInt32(2)));

    Elements found = new Elements(bytes, 0);
    assertThat(found.find("nam".getBytes(UTF_8))).isTrue();
    assertThat(Elements.intAt(bytes, found.valueAt())).isEqualTo(2);
    assertThat(new Elements(bytes, 0).find("names".getBytes(UTF_8))).isFalse();
  }

  @Test
  void refusesADocumentThatIsLongerThanItsBytes() {
    byte[] bytes = RandomBson.bytes(new BsonDocument("a", new BsonString("b")));
    bytes[0]++;

    assertThatThrownBy(() -> new Elements(bytes, 0))
        .isInstanceOf(BsonSerializationException.class)
        .hasMessage("Malformed BSON at byte 0 of a reply");
  }

  @Test
  void refusesAnElementThatIsLongerThanItsDocument() {
    byte[] bytes = RandomBson.bytes(new BsonDocument("a", new BsonString("b")));
    bytes[7]++;

    assertThatThrownBy(() -> new Elements(bytes, 0).next())
        .isInstanceOf(BsonSerializationException.class)
        .hasMessage("Malformed BSON at byte 7 of a reply");
  }

  @Test
  void refusesATypeThatDoesNotExist() {
    byte[] bytes = RandomBson.bytes(new BsonDocument("a", new BsonInt32(1)));
    bytes[4] = 0x14;

    assertThatThrownBy(() -> new Elements(bytes, 0).next())
        .isInstanceOf(BsonSerializationException.class)
        .hasMessage("Malformed BSON at byte 7 of a reply");
  }
}
