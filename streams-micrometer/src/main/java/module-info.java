/** The figures of watchers as Micrometer meters. */
module dev.mongostreams.micrometer {
  requires transitive dev.mongostreams.core;
  requires transitive micrometer.core;
  requires static org.jspecify;

  exports dev.mongostreams.micrometer;
}
