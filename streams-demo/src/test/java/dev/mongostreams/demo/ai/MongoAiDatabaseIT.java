package dev.mongostreams.demo.ai;

import com.mongodb.client.MongoDatabase;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.testkit.Rs0Extension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Rs0Extension.class)
class MongoAiDatabaseIT extends AiDatabaseContract {
  private AiDatabase db;

  @BeforeEach
  void open(ReplicaSet rs0, MongoDatabase database) {
    db = AiDatabase.open("mongodb", rs0.uri(database.getName()));
  }

  @AfterEach
  void close() {
    db.close();
  }

  @Override
  AiDatabase db() {
    return db;
  }
}
