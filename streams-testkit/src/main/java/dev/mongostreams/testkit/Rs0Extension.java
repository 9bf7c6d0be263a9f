package dev.mongostreams.testkit;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives JUnit tests a real rs0. A test names what it needs as parameters: {@link ReplicaSet},
 * {@link MongoClient}, {@link MongoDatabase}. One set, started with test commands enabled, and one
 * client serve all tests of the JVM: do not close them, and do not kill members others are using;
 * build a set of your own for that. The database is fresh for each test and dropped at its end; all
 * parameters of one test get the same.
 *
 * <p>A fail point hits every client of the set: limit it by {@code data.appName}.
 */
public final class Rs0Extension implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(Rs0Extension.class);
  private static final Set<Class<?>> TYPES =
      Set.of(ReplicaSet.class, MongoClient.class, MongoDatabase.class);

  /** Made by JUnit. */
  public Rs0Extension() {}

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return TYPES.contains(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    SharedRs0 shared = SharedRs0.get();
    Class<?> type = parameter.getParameter().getType();
    if (type == ReplicaSet.class) {
      return shared.replicaSet();
    }
    if (type == MongoClient.class) {
      return shared.client();
    }
    // Stores inherit: without the id, a test would get the database of its class.
    return context
        .getStore(NAMESPACE)
        .computeIfAbsent(context.getUniqueId(), id -> FreshDatabase.of(shared), FreshDatabase.class)
        .database();
  }

  /** Closed by JUnit at the end of the test, or of the class, that asked for it. */
  private record FreshDatabase(MongoDatabase database) implements AutoCloseable {
    static FreshDatabase of(SharedRs0 shared) {
      return new FreshDatabase(shared.client().getDatabase(shared.replicaSet().freshDatabase()));
    }

    @Override
    public void close() {
      database.drop();
    }
  }
}
