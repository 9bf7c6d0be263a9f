package dev.mongostreams.internal.connect;

import com.mongodb.ServerAddress;
import com.mongodb.connection.ServerDescription;
import com.mongodb.event.ServerDescriptionChangedEvent;
import com.mongodb.event.ServerListener;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers what each server was last seen as, also those that the driver throws out of its view: a
 * standalone where a replica set was asked for is gone from the driver's own description by the
 * time one would ask why.
 */
final class SeenServers implements ServerListener {
  private final Map<ServerAddress, ServerDescription> seen = new ConcurrentHashMap<>();

  @Override
  public void serverDescriptionChanged(ServerDescriptionChangedEvent event) {
    ServerDescription now = event.getNewDescription();
    if (now.isOk() || now.getException() != null) {
      seen.put(now.getAddress(), now);
    }
  }

  Collection<ServerDescription> descriptions() {
    return List.copyOf(seen.values());
  }
}
