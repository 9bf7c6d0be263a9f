package dev.mongostreams.internal.bson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.Operation;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperationNamesTest {

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OTHER")
  void findsEachOperationByItsServerName(Operation operation) {
    assertThat(read(operation.serverName())).isEqualTo(operation);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "inser", "inserts", "Insert", "INSERT", "drop\0", "endOfTransaction"})
  void takesWhateverElseForOther(String name) {
    assertThat(read(name)).isEqualTo(Operation.OTHER);
  }

  @Test
  void doesNotReadOnWhereTheLengthIsNegative() {
    byte[] bytes = {-1, -1, -1, -1, 'i', 'n', 's', 'e', 'r', 't', 0};

    assertThat(OperationNames.at(bytes, 0)).isEqualTo(Operation.OTHER);
  }

  private static Operation read(String name) {
    // Type byte, one letter and a zero stand between the length and the string.
    return OperationNames.at(RandomBson.bytes(new BsonDocument("o", new BsonString(name))), 7);
  }
}
