package dev.mongostreams.letters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mongostreams.failure.DeadLetterFailedException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileDeadLetterStoreTest {
  @TempDir private Path directory;
  private Path file;
  private FileDeadLetterStore store;

  @BeforeEach
  void open() {
    file = directory.resolve("letters.ndjson");
    store = FileDeadLetterStore.at(file);
  }

  @Test
  void aLetterIsOneLineThatPeopleCanRead() throws IOException {
    store.write(Letters.of(Letters.event(7, "{name: 'a'}")));

    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(1);
    BsonDocument line = BsonDocument.parse(lines.get(0));
    assertThat(line.getString("ns").getValue()).isEqualTo("aidb.models");
    assertThat(line.getString("error").getValue()).isEqualTo("java.lang.IllegalStateException");
    assertThat(line.getDocument("event").getDocument("fullDocument"))
        .isEqualTo(BsonDocument.parse("{name: 'a'}"));
  }

  @Test
  void aLineCutAtAnyByteIsPassedOverAndTheNextOneStandsAlone() throws IOException {
    byte[] first = line(1);
    byte[] second = line(2);
    for (int cut = 1; cut < second.length - 1; cut++) {
      Files.write(file, first);
      Files.write(file, Arrays.copyOf(second, cut), StandardOpenOption.APPEND);

      assertThat(ids(store)).containsExactly(Letters.numbered(1).id());
      store.write(Letters.numbered(3));

      assertThat(ids(store)).containsExactly(Letters.numbered(1).id(), Letters.numbered(3).id());
    }
  }

  @Test
  void aLetterWhoseLineWasTornIsWrittenAgain() throws IOException {
    byte[] torn = line(1);
    Files.write(file, Arrays.copyOf(torn, torn.length - 2));

    store.write(Letters.numbered(1));

    assertThat(ids(store)).containsExactly(Letters.numbered(1).id());
  }

  @Test
  void aWholeLineThatLacksItsNewlineCounts() throws IOException {
    byte[] whole = line(1);
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));

    store.write(Letters.numbered(1));
    store.write(Letters.numbered(2));

    assertThat(ids(store)).containsExactly(Letters.numbered(1).id(), Letters.numbered(2).id());
  }

  @Test
  void zerosThatAPowerFailureLeftArePassedOver() throws IOException {
    Files.write(file, line(1));
    Files.write(file, new byte[100], StandardOpenOption.APPEND);

    store.write(Letters.numbered(2));

    assertThat(ids(store)).containsExactly(Letters.numbered(1).id(), Letters.numbered(2).id());
  }

  @Test
  void anEmptyFileHasNoLetters() throws IOException {
    Files.createFile(file);

    assertThat(ids(store)).isEmpty();
    store.write(Letters.numbered(1));

    assertThat(ids(store)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"operationType\": \"insert\"}", "hello", "{\"deadLetter\": 1}"})
  void aForeignLineIsRefusedAndLeftUntouched(String foreign) throws IOException {
    Files.write(file, line(1));
    Files.writeString(file, foreign + "\n", StandardOpenOption.APPEND);
    byte[] before = Files.readAllBytes(file);

    assertThatThrownBy(() -> store.write(Letters.numbered(2)))
        .isInstanceOf(DeadLetterFailedException.class)
        .hasMessageStartingWith(
            "Cannot write the dead letter " + file + ": line 2 cannot be read: it ")
        .hasMessageEndingWith(". It was left as it is: name another file.");
    assertThatThrownBy(() -> ids(store)).isInstanceOf(DeadLetterFailedException.class);
    assertThatThrownBy(() -> store.delete(List.of(Letters.numbered(1).id())))
        .isInstanceOf(DeadLetterFailedException.class);

    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void aNewerVersionIsRefused() throws IOException {
    String newer = new String(line(1), UTF_8).replace("\"deadLetter\": 1", "\"deadLetter\": 2");
    Files.writeString(file, newer);

    assertThatThrownBy(() -> ids(store))
        .hasMessage(
            "Cannot read the dead letters "
                + file
                + ": line 1 cannot be read: it is of version 2, and only version 1 can be read. It"
                + " was left as it is: name another file.");
  }

  @Test
  void aDiskThatRefusesIsTold() {
    Path below = directory.resolve("none").resolve("letters.ndjson");

    assertThatThrownBy(() -> FileDeadLetterStore.at(below).write(Letters.numbered(1)))
        .isInstanceOf(DeadLetterFailedException.class)
        .hasMessage(
            "Cannot write the dead letter "
                + below
                + ": the disk refuses it (NoSuchFileException). Make room in "
                + below.getParent()
                + " and check its rights.");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aDiskThatFillsUpInALineLosesNoEarlierOne(boolean cuts) throws IOException {
    Files.write(file, line(1));
    try (FileChannel real =
            FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FullDisk full = new FullDisk(real, 50, cuts)) {
      assertThatThrownBy(() -> LetterFile.append(full, line(2)))
          .isInstanceOf(IOException.class)
          .hasMessage("No space left on device");
    }

    assertThat(Files.size(file)).isEqualTo(line(1).length + (cuts ? 0 : 50));
    store.write(Letters.numbered(2));
    assertThat(ids(store)).containsExactly(Letters.numbered(1).id(), Letters.numbered(2).id());
  }

  @Test
  void anInterruptLeavesTheFileAsItWas() throws IOException {
    Files.write(file, line(1));
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> store.write(Letters.numbered(2)))
        .isInstanceOf(DeadLetterFailedException.class);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(Files.readAllBytes(file)).isEqualTo(line(1));
    store.write(Letters.numbered(2));
    assertThat(ids(store)).hasSize(2);
  }

  @Test
  void deletingKeepsTornLinesAndRights() throws IOException {
    assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    Files.write(file, line(1));
    Files.write(file, Arrays.copyOf(line(2), 40), StandardOpenOption.APPEND);
    store.write(Letters.numbered(3));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

    assertThat(store.delete(List.of(Letters.numbered(1).id()))).isEqualTo(1);

    assertThat(Files.readAllLines(file))
        .containsExactly(
            new String(Arrays.copyOf(line(2), 40), UTF_8), new String(line(3), UTF_8).strip());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(directory).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void deletingThroughALinkKeepsTheLink() throws IOException {
    store.write(Letters.numbered(1));
    Path link = Files.createSymbolicLink(directory.resolve("link"), file);

    FileDeadLetterStore.at(link).delete(List.of(Letters.numbered(1).id()));

    assertThat(link).isSymbolicLink();
    assertThat(file).isEmptyFile();
  }

  @Test
  void whatAnotherStoreOfTheFileDidIsSeen() {
    FileDeadLetterStore other = FileDeadLetterStore.at(file);
    store.write(Letters.numbered(1));
    other.write(Letters.numbered(2));
    other.write(Letters.numbered(1));
    other.delete(List.of(Letters.numbered(2).id()));

    store.write(Letters.numbered(2));

    assertThat(ids(store)).containsExactly(Letters.numbered(1).id(), Letters.numbered(2).id());
  }

  @Test
  void storesOfOneFileTakeTurns() {
    List<CompletableFuture<Void>> writers =
        IntStream.range(0, 4).mapToObj(this::writesTwentyLetters).toList();

    writers.forEach(writer -> writer.orTimeout(60, TimeUnit.SECONDS).join());

    assertThat(ids(store)).hasSize(80).doesNotHaveDuplicates();
  }

  private CompletableFuture<Void> writesTwentyLetters(int writer) {
    return CompletableFuture.runAsync(
        () -> {
          FileDeadLetterStore own = FileDeadLetterStore.at(file);
          for (int i = 0; i < 20; i++) {
            own.write(Letters.numbered(writer * 100 + i));
          }
        });
  }

  private static byte[] line(int number) {
    return (new String(LetterLine.write(Letters.numbered(number)), UTF_8) + "\n").getBytes(UTF_8);
  }

  private static List<String> ids(DeadLetterStore store) {
    List<String> ids = new ArrayList<>();
    store.forEach(letter -> ids.add(letter.id()));
    return ids;
  }
}
