package dev.mongostreams.tests.spec;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.mongostreams.Scope;
import dev.mongostreams.tests.spec.format.Arguments;
import dev.mongostreams.tests.spec.format.StartedCommands;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;

/** The named things of one case: clients, databases, collections, and streams made on the way. */
final class Entities implements AutoCloseable {

  /** What can be watched. */
  record Watched(MongoClient client, Scope scope) {}

  private final TestServer server;
  private final Map<String, MongoClient> clients = new HashMap<>();
  private final Map<String, StartedCommands> commands = new HashMap<>();
  private final Map<String, MongoDatabase> databases = new HashMap<>();
  private final Map<String, MongoCollection<BsonDocument>> collections = new HashMap<>();
  private final Map<String, Watched> watched = new HashMap<>();
  private final Map<String, SteppedStream> named = new HashMap<>();
  private final List<SteppedStream> streams = new ArrayList<>();

  private Entities(TestServer server) {
    this.server = server;
  }

  static Entities create(TestServer server, List<BsonDocument> descriptions) {
    Entities entities = new Entities(server);
    try {
      descriptions.forEach(entities::create);
      return entities;
    } catch (Throwable failure) {
      entities.close();
      throw failure;
    }
  }

  private void create(BsonDocument description) {
    String kind = description.getFirstKey();
    Arguments arguments = new Arguments(kind, description.getDocument(kind));
    String id = arguments.string("id");
    switch (kind) {
      case "client" -> createClient(id, arguments);
      case "database" -> createDatabase(id, arguments);
      case "collection" -> createCollection(id, arguments);
      default -> throw new AssertionError("Unknown entity: " + kind);
    }
    arguments.refuseUnread();
  }

  private void createClient(String id, Arguments arguments) {
    arguments.ignore("useMultipleMongoses");
    MongoClient client;
    if (arguments.has("observeEvents")) {
      if (!strings(arguments, "observeEvents").equals(Set.of("commandStartedEvent"))) {
        throw new AssertionError("Only commandStartedEvent can be observed");
      }
      StartedCommands started =
          new StartedCommands(strings(arguments, "ignoreCommandMonitoringEvents"));
      commands.put(id, started);
      client = server.client(started);
    } else {
      client = server.client();
    }
    clients.put(id, client);
    watched.put(id, new Watched(client, new Scope.OfCluster()));
  }

  private static Set<String> strings(Arguments arguments, String key) {
    return arguments.has(key)
        ? arguments.value(key).asArray().stream()
            .map(BsonValue::asString)
            .map(BsonString::getValue)
            .collect(Collectors.toSet())
        : Set.of();
  }

  private void createDatabase(String id, Arguments arguments) {
    MongoClient client = client(arguments.string("client"));
    String name = arguments.string("databaseName");
    databases.put(id, client.getDatabase(name));
    watched.put(id, new Watched(client, new Scope.OfDatabase(name)));
  }

  private void createCollection(String id, Arguments arguments) {
    String database = arguments.string("database");
    String name = arguments.string("collectionName");
    MongoDatabase owner = database(database);
    collections.put(id, owner.getCollection(name, BsonDocument.class));
    MongoClient client = watched(database).client();
    watched.put(id, new Watched(client, new Scope.OfCollection(owner.getName(), name)));
  }

  MongoClient client(String id) {
    return known(clients, id);
  }

  MongoDatabase database(String id) {
    return known(databases, id);
  }

  MongoCollection<BsonDocument> collection(String id) {
    return known(collections, id);
  }

  Watched watched(String id) {
    return known(watched, id);
  }

  SteppedStream stream(String id) {
    return known(named, id);
  }

  StartedCommands commands(String clientId) {
    return known(commands, clientId);
  }

  /** Takes over a stream, to close it at the end. */
  void add(SteppedStream stream) {
    streams.add(stream);
  }

  void name(String id, SteppedStream stream) {
    named.put(id, stream);
  }

  private static <T> T known(Map<String, T> entities, String id) {
    T entity = entities.get(id);
    if (entity == null) {
      throw new AssertionError("No such entity: " + id);
    }
    return entity;
  }

  @Override
  public void close() {
    streams.forEach(SteppedStream::close);
    clients.values().forEach(MongoClient::close);
  }
}
