/** The command line of Mongo Streams. */
module dev.mongostreams.cli {
  requires dev.mongostreams.core;
  requires info.picocli;
  requires jdk.unsupported;
  requires ch.qos.logback.classic;
  requires org.slf4j;
  requires static org.jspecify;

  opens dev.mongostreams.cli to
      info.picocli;
  opens dev.mongostreams.cli.checkpoint to
      info.picocli;
  opens dev.mongostreams.cli.connect to
      info.picocli;
  opens dev.mongostreams.cli.convert to
      info.picocli;
  opens dev.mongostreams.cli.doctor to
      info.picocli;
  opens dev.mongostreams.cli.letters to
      info.picocli;
  opens dev.mongostreams.cli.output to
      info.picocli;
}
