/** MongoDB change streams that lose nothing, in one small module. */
// The testkit is a class-path jar: the compiler cannot see a module of that name.
@SuppressWarnings("module")
module dev.mongostreams.core {
  requires transitive org.mongodb.bson;
  requires transitive org.mongodb.driver.core;
  requires transitive org.mongodb.driver.sync.client;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports dev.mongostreams;
  exports dev.mongostreams.checkpoint;
  exports dev.mongostreams.failure;
  exports dev.mongostreams.handler;
  exports dev.mongostreams.letters;
  exports dev.mongostreams.print;
  exports dev.mongostreams.read;
  exports dev.mongostreams.internal.source to
      dev.mongostreams.testkit;
}
