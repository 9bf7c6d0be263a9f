package dev.mongostreams.demo.ai;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.mongostreams.demo.SharedRs0;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class MongoAiDatabaseIT extends AiDatabaseContract {
  private final String uri = SharedRs0.uri().replace("/?", "/ai_it?");
  private AiDatabase db = AiDatabase.open("mongodb", uri);

  @BeforeEach
  void open() {}

  @AfterEach
  void close() {
    db.close();
    try (MongoClient c = MongoClients.create(uri)) {
      c.getDatabase("ai_it").drop();
    }
  }

  @Override
  AiDatabase db() {
    return db;
  }
}
