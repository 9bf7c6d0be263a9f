package dev.mongostreams.demo;

// region program
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Watcher;
import dev.mongostreams.print.ChangePrinter;

class FirstEvent {
  public static void main(String[] args) throws InterruptedException {
    String uri = args.length > 0 ? args[0] : "mongodb://localhost:27017/aidb?replicaSet=rs0";
    try (ChangeStreams streams = ChangeStreams.connect(uri)) {
      Watcher watcher = streams.watchDatabase().onChange(ChangePrinter.to(System.out)).start();
      watcher.join(); // until Ctrl-C
    }
  }
}
// endregion
