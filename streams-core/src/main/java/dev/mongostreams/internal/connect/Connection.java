package dev.mongostreams.internal.connect;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Engine;
import dev.mongostreams.internal.source.ChangeSource;
import dev.mongostreams.internal.source.StreamSpec;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Stub. */
public final class Connection {
  public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(10);

  public static ConnectionString parse(String uri) {
    return new ConnectionString(uri);
  }

  public static Connection open(
      ConnectionString uri, Duration limit, @Nullable String applicationName) {
    throw new UnsupportedOperationException();
  }

  public static Connection of(MongoClient client, Duration limit) {
    throw new UnsupportedOperationException();
  }

  public ChangeStreams.Server server() {
    throw new UnsupportedOperationException();
  }

  public ChangeSource source(StreamSpec spec, Engine engine) {
    throw new UnsupportedOperationException();
  }

  public void close() {}
}
