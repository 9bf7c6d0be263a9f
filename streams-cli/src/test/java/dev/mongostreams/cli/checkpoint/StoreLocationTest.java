package dev.mongostreams.cli.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mongostreams.cli.checkpoint.StoreLocation.Collection;
import dev.mongostreams.cli.checkpoint.StoreLocation.Directory;
import java.nio.file.Path;
import java.util.Map;
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
    StoreLocation location =
        converter.convert("mongodb://me:s3cr3t@localhost:1/aidb.check.points?replicaSet=rs0");

    assertThat(location).isInstanceOf(Collection.class).hasToString("aidb.check.points");
    assertThat(((Collection) location).database()).isEqualTo("aidb");
    assertThat(((Collection) location).name()).isEqualTo("check.points");
  }

  @Test
  void aMistypedConnectionStringIsNoDirectory() {
    assertThatThrownBy(() -> converter.convert("mongodb:/ann:s3cr3t@host/db.c"))
        .hasMessageStartingWith("it is neither a directory nor mongodb://host/db.collection")
        .hasMessageNotContaining("s3cr3t");
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
