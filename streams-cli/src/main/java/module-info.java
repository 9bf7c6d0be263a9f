/** The command line of Mongo Streams. */
module dev.mongostreams.cli {
  requires dev.mongostreams.core;
  requires dev.mongostreams.micrometer;
  requires info.picocli;
  requires java.management;
  requires java.net.http;
  requires jdk.httpserver;
  requires jdk.unsupported;
  requires ch.qos.logback.classic;
  requires ch.qos.logback.core;
  requires micrometer.registry.prometheus;
  requires org.slf4j;
  requires static org.jspecify;

  exports dev.mongostreams.cli.metrics to
      java.management;

  opens dev.mongostreams.cli to
      info.picocli;
  opens dev.mongostreams.cli.checkpoint to
      info.picocli;
  opens dev.mongostreams.cli.config to
      info.picocli;
  opens dev.mongostreams.cli.connect to
      info.picocli;
  opens dev.mongostreams.cli.convert to
      info.picocli;
  opens dev.mongostreams.cli.deliver to
      info.picocli;
  opens dev.mongostreams.cli.doctor to
      info.picocli;
  opens dev.mongostreams.cli.letters to
      info.picocli;
  opens dev.mongostreams.cli.metrics to
      info.picocli;
  opens dev.mongostreams.cli.output to
      info.picocli;
}
