package dev.mongostreams.tests.spec;

import dev.mongostreams.tests.spec.format.Requirements;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * One case of MongoDB's unified test format, with what its file says for all of its cases.
 *
 * @param file the name of the file without its ending
 * @param root the whole file
 * @param test the part that is this case
 */
record SpecificationCase(String file, BsonDocument root, BsonDocument test) {
  private static final String ENDING = ".json";

  /** Reads all files of a directory, in the order of their names. */
  static List<SpecificationCase> readAll(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(ENDING))
          .sorted()
          .flatMap(SpecificationCase::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<SpecificationCase> read(Path path) {
    try {
      BsonDocument root = BsonDocument.parse(Files.readString(path));
      String name = path.getFileName().toString().replace(ENDING, "");
      return root.getArray("tests").stream()
          .map(test -> new SpecificationCase(name, root, test.asDocument()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String name() {
    return file + ": " + test.getString("description").getValue();
  }

  /** Where it applies: what the file asks for, and what the case asks for besides. */
  boolean appliesTo(TestServer server) {
    return Requirements.of(root).metBy(server.version(), server.topology())
        && Requirements.of(test).metBy(server.version(), server.topology());
  }

  List<BsonDocument> entities() {
    return documents(root, "createEntities");
  }

  List<BsonDocument> initialData() {
    return documents(root, "initialData");
  }

  List<BsonDocument> operations() {
    return documents(test, "operations");
  }

  List<BsonDocument> expectedEvents() {
    return documents(test, "expectEvents");
  }

  private static List<BsonDocument> documents(BsonDocument owner, String key) {
    return owner.getArray(key, new BsonArray()).stream().map(BsonValue::asDocument).toList();
  }
}
