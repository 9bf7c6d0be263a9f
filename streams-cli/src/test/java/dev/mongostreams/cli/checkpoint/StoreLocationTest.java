package dev.mongostreams.cli.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mongostreams.cli.Run;
import dev.mongostreams.cli.checkpoint.StoreLocation.Collection;
import dev.mongostreams.cli.checkpoint.StoreLocation.Directory;
import dev.mongostreams.cli.connect.Access;
import dev.mongostreams.cli.connect.TypedUri;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StoreLocationTest {
  private static final Path HOME = Path.of("home", "ann");
  private static final Path STATE = Path.of("state").toAbsolutePath();
  private final StoreLocation.Converter converter = new StoreLocation.Converter();

  @Test
  void readsADirectory() {
    assertThat(converter.convert("some/where")).isEqualTo(new Directory(Path.of("some/where")));
  }

  @Test
  void readsACollectionAndShowsItWithoutThePassword() {
    String typed = "mongodb://me:s3cr3t@localhost:1/aidb.check.points?replicaSet=rs0";

    StoreLocation location = converter.convert(typed);

    assertThat(location).isEqualTo(new Collection(new TypedUri(typed)));
    assertThat(location.toString()).doesNotContain("s3cr3t");
  }

  @Test
  void aCollectionIsShownWithoutItsServer() {
    StoreLocation location = converter.convert("mongodb://me:s3cr3t@localhost:1/aidb.check.points");

    try (OpenStore store = OpenStore.at(location, new Access())) {
      assertThat(store).hasToString("aidb.check.points");
    }
  }

  @Test
  void aMistypedConnectionStringIsNoDirectory() {
    assertThatThrownBy(() -> converter.convert("mongodb:/ann:s3cr3t@host/db.c"))
        .hasMessageStartingWith("it is neither a directory nor mongodb://host/db.collection")
        .hasMessageNotContaining("s3cr3t");
  }

  @Test
  void aServerThatDnsDoesNotKnowIsNotReachedAndItsPasswordNotRepeated() {
    // No name has a part of more than 63 characters, so no DNS is asked.
    String store = "mongodb+srv://me:s3cr3t@" + "a".repeat(64) + ".example.org/ops.checkpoints";

    for (Run run :
        List.of(
            Run.of("checkpoint", "list", "--checkpoint-store", store),
            Run.with(Map.of("STREAMS_CHECKPOINT_STORE", store), "checkpoint", "list"),
            Run.of("--checkpoint", "c", "--checkpoint-store", store))) {
      assertThat(run.code()).as(run.err()).isEqualTo(3);
      assertThat(run.err()).startsWith("streams: Cannot make use of the connection string");
      assertThat(run.out() + run.err()).doesNotContain("s3cr3t");
    }
  }

  @Test
  void oneThatIsOfNoUseIsRefusedAndNotRepeated() {
    String[] copy = {"checkpoint", "copy", "a", "b", "--to-store"};

    Run nameless = Run.of(with(copy, "mongodb://me:s3cr3t@localhost:1/ops"));
    Run malformed = Run.of(with(copy, "mongodb://me:s3c@r3t@localhost:1/ops.checkpoints"));

    assertThat(nameless.code()).isEqualTo(2);
    assertThat(nameless.err())
        .isEqualTo(
            "streams: Cannot keep checkpoints there: the connection string of the store names no"
                + " collection. Write it as mongodb://host:27017/db.collection.\n")
        .doesNotContain("s3cr3t");
    assertThat(malformed.code()).isEqualTo(2);
    assertThat(malformed.err())
        .startsWith("streams: Cannot read the connection string: it must look like")
        .doesNotContain("r3t");
  }

  private static String[] with(String[] arguments, String last) {
    return Stream.concat(Stream.of(arguments), Stream.of(last)).toArray(String[]::new);
  }

  @Test
  void theUsersDirectoryIsBelowTheStateHome() {
    String named = STATE.toString();
    assertThat(in(Map.of("XDG_STATE_HOME", named, "LOCALAPPDATA", "x"), "Linux"))
        .isEqualTo(STATE.resolve("mongo-streams").resolve("checkpoints"));
    assertThat(in(Map.of("LOCALAPPDATA", named, "XDG_STATE_HOME", "x"), "Windows 11"))
        .isEqualTo(STATE.resolve("mongo-streams").resolve("checkpoints"));
  }

  @Test
  void withoutOneItIsBelowTheHome() {
    Path expected = HOME.resolve(Path.of(".local", "state", "mongo-streams", "checkpoints"));
    assertThat(in(Map.of(), "Linux")).isEqualTo(expected);
    assertThat(in(Map.of("XDG_STATE_HOME", ""), "Mac OS X")).isEqualTo(expected);
    assertThat(in(Map.of("XDG_STATE_HOME", "relative"), "Linux")).isEqualTo(expected);
    assertThat(in(Map.of(), "Windows 11"))
        .isEqualTo(HOME.resolve(Path.of("AppData", "Local", "mongo-streams", "checkpoints")));
  }

  private static Path in(Map<String, String> environment, String system) {
    return StoreLocation.ofUser(environment, system, HOME).path();
  }
}
