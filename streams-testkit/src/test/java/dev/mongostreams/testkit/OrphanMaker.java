package dev.mongostreams.testkit;

/** A program that starts a replica set and never closes it. */
final class OrphanMaker {
  static final String SIGN = "port ";

  private OrphanMaker() {}

  public static void main(String[] arguments) throws Exception {
    ReplicaSet rs0 = ReplicaSet.builder().from(arguments[0]).report(line -> {}).start();
    System.out.println(SIGN + rs0.member(0).address().split(":", 2)[1]);
    if (arguments[1].equals("wait")) {
      // Until the kill, or until the test that should kill is dead itself.
      System.in.read();
    }
    System.exit(0);
  }
}
