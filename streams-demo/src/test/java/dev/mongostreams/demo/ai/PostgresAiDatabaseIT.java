package dev.mongostreams.demo.ai;

import dev.mongostreams.testkit.postgres.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class PostgresAiDatabaseIT extends AiDatabaseContract {
  private static PostgresServer server;

  private AiDatabase db;

  @BeforeAll
  static void start() {
    server = PostgresServer.start();
  }

  @AfterAll
  static void end() {
    server.close();
  }

  @BeforeEach
  void open() {
    db = AiDatabase.open("postgresql", server.freshSchema());
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
