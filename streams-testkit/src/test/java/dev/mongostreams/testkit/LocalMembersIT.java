package dev.mongostreams.testkit;

final class LocalMembersIT extends MembersContract {
  LocalMembersIT() {
    super("local");
  }
}
