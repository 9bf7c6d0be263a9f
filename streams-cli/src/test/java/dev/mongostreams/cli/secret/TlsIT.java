package dev.mongostreams.cli.secret;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCredential;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.mongostreams.cli.Run;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.testkit.local.Standalone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that takes nothing but TLS, users with passwords, and one with a certificate. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TlsIT {
  private static final String PASSWORD = "p@ss/w:rd +%é?";
  private static final String SUBJECT = "CN=ann,OU=clients,O=Somebody";
  private static final String X509 = "&authMechanism=MONGODB-X509";

  @TempDir private static Path made;
  private static Authority authority;
  private static Path ca;
  private static Path ann;
  private static Path password;
  private static ReplicaSet rs0;

  @TempDir Path dir;

  @BeforeAll
  static void startServer() throws Exception {
    authority = Authority.in(Files.createDirectory(made.resolve("ours")));
    ca = authority.certificate();
    ann = authority.sign("ann", SUBJECT);
    Path server = authority.sign("server", "CN=server,O=Servers", "-ext", "san=ip:127.0.0.1");
    password = secret("password", PASSWORD + "\n");
    rs0 =
        ReplicaSet.builder()
            .from("local")
            .argument("--keyFile", secret("key", "onlyForThisTest").toString())
            .argument("--tlsMode", "preferTLS", "--tlsCAFile", ca.toString())
            .argument("--tlsCertificateKeyFile", server.toString())
            .argument("--tlsAllowConnectionsWithoutCertificates")
            .start();
    makeUsers();
  }

  private static Path secret(String name, String text) throws IOException {
    Path file = Files.writeString(made.resolve(name), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private static void makeUsers() {
    try (MongoClient first = MongoClients.create(rs0.uri())) {
      first.getDatabase("admin").runCommand(user("root", "{role: 'root', db: 'admin'}"));
    }
    try (MongoClient root = root(false)) {
      root.getDatabase("aidb").createCollection("predictions");
      root.getDatabase("aidb")
          .runCommand(
              Document.parse(
                  "{createRole: 'watcher', roles: [], privileges: [{resource: {db: 'aidb',"
                      + " collection: 'predictions'}, actions: ['find', 'changeStream']},"
                      + " {resource: {db: 'aidb', collection: 'checkpoints'},"
                      + " actions: ['find', 'insert', 'update', 'remove']}]}"));
      String role = "{role: 'watcher', db: 'aidb'}";
      root.getDatabase("admin").runCommand(user("ann", role));
      root.getDatabase("$external")
          .runCommand(
              new Document("createUser", SUBJECT).append("roles", List.of(Document.parse(role))));
      root.getDatabase("admin")
          .runCommand(new Document("setParameter", 1).append("tlsMode", "requireTLS"));
    }
  }

  private static Document user(String name, String role) {
    return new Document("createUser", name)
        .append("pwd", PASSWORD)
        .append("roles", List.of(Document.parse(role)));
  }

  private static MongoClient root(boolean tls) {
    MongoClientSettings.Builder settings =
        MongoClientSettings.builder()
            .applyConnectionString(new ConnectionString(rs0.uri()))
            .credential(MongoCredential.createCredential("root", "admin", PASSWORD.toCharArray()));
    if (tls) {
      settings.applyToSslSettings(
          ssl ->
              ssl.enabled(true)
                  .context(TlsFiles.context(new SecretFile("--tls-ca-file", ca), null)));
    }
    return MongoClients.create(settings.build());
  }

  @AfterAll
  static void endServer() {
    rs0.close();
  }

  @Test
  void aCertificateIsEnoughToWatch() {
    String since = insert("first");

    Run run =
        run(
            List.of(),
            uri("") + X509,
            "--tls-ca-file",
            ca.toString(),
            "--tls-certificate-key-file",
            ann.toString(),
            "--start-at",
            since,
            "--limit",
            "1",
            "--format",
            "json");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("insert").contains("first");
    assertThat(run.err()).doesNotContain("warning");
  }

  @Test
  void aPasswordIsTakenFromAFileForServerAndStore() {
    String since = insert("second");
    String store = uri("ann@").replace("/aidb", "/aidb.checkpoints") + "&authSource=admin";
    String[] access = {"--tls-ca-file", ca.toString(), "--password-file", password.toString()};
    List<String> watching = new ArrayList<>(List.of(access));
    watching.addAll(List.of("--checkpoint", "c", "--checkpoint-store", store));
    watching.addAll(List.of("--start-at", since, "--limit", "1", "--format", "json"));

    Run run = run(List.of(), uri("ann@") + "&authSource=admin", watching.toArray(String[]::new));
    Run list =
        Run.with(
            Map.of("STREAMS_TLS_CA_FILE", ca.toString(), "STREAMS_CHECKPOINT_STORE", store),
            "checkpoint",
            "list",
            "--password-file",
            password.toString());

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("second");
    assertThat(list.code()).as(list.err()).isZero();
    assertThat(list.out()).startsWith("c  ");
  }

  @Test
  void theDoctorSeesTlsAndTheCertificate() {
    Run run = doctor(uri("") + X509, ca, "--tls-certificate-key-file", ann.toString());

    assertThat(run.code()).as(run.out()).isZero();
    assertThat(run.out())
        .containsPattern("ok       tls  +the server's certificate is trusted")
        .containsPattern("ok       authenticated  +the server takes the credentials");
  }

  @Test
  void anAuthorityThatHasNotSignedIsToldAtOnceAlsoToWhoWaits() throws Exception { // 16
    Path other = Authority.in(Files.createDirectory(dir.resolve("theirs"))).certificate();

    Run run = run(List.of(), uri(""), "--wait", "--tls-ca-file", other.toString());
    Run seen = doctor(uri(""), other);

    assertThat(run.code()).as(run.err()).isEqualTo(3);
    assertThat(run.err())
        .contains("streams: Cannot connect to " + rs0.member(0).address())
        .contains("  why: " + rs0.member(0).address())
        .contains(" shows a certificate that no authority trusted here has signed\n")
        .contains("  do:  Name that authority's certificate: --tls-ca-file of the command line")
        .contains("openssl s_client")
        .doesNotContain("pgrep");
    assertThat(seen.code()).isEqualTo(3);
    assertThat(seen.out())
        .startsWith("problem  tls  ")
        .contains("shows a certificate that no authority trusted here has signed");
  }

  @Test
  void aCertificateForAnotherNameIsTold() { // 16
    Run run = doctor(uri("").replace("127.0.0.1", "localhost"), ca);

    assertThat(run.code()).as(run.out()).isEqualTo(3);
    assertThat(run.out())
        .startsWith("problem  tls  ")
        .contains("shows a certificate for another host name")
        .contains("Connect by a name that the certificate has");
  }

  @Test
  void aCertificateThatHasExpiredIsTold() throws Exception { // 16
    authority.sign(
        "old", "CN=old", "-startdate", "2020/01/01", "-validity", "9", "-ext", "san=ip:127.0.0.1");
    try (ShownCertificate old = ShownCertificate.of(authority, "old")) {
      Run run = doctor("mongodb://" + old.address() + "/?replicaSet=rs0", ca);

      assertThat(run.code()).as(run.out()).isEqualTo(3);
      assertThat(run.out())
          .startsWith("problem  tls  ")
          .contains(old.address() + " shows a certificate that has expired")
          .contains("Renew the server's certificate");
    }
  }

  @Test
  void aCertificateThatIsNotForServersIsTold() throws Exception { // 16
    authority.sign("client", "CN=client", "-ext", "san=ip:127.0.0.1", "-ext", "eku=clientAuth");
    try (ShownCertificate client = ShownCertificate.of(authority, "client")) {
      Run run = doctor("mongodb://" + client.address() + "/?replicaSet=rs0", ca);

      assertThat(run.code()).as(run.out()).isEqualTo(3);
      assertThat(run.out())
          .startsWith("problem  tls  ")
          .contains(client.address() + " shows a certificate that Java does not accept")
          .contains("Look at its usage");
    }
  }

  @Test
  void aServerThatWantsTlsIsToldToWhoHasNone() {
    String plain = uri("") + "&serverSelectionTimeoutMS=2000";

    Run run = Run.of("--uri", plain);
    Run seen = Run.of("doctor", "--uri", plain);

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err())
        .contains(" closes the connection without an answer\n")
        .contains("if it wants TLS, write tls=true into the connection string");
    assertThat(seen.code()).isEqualTo(3);
    assertThat(seen.out())
        .startsWith("problem  reachable  ")
        .contains(" closes the connection without an answer");
  }

  @Test
  void aServerWithoutTlsIsToldToWhoWantsIt() {
    try (Standalone plain = Standalone.start()) {
      Run run = doctor(plain.uri() + "?replicaSet=rs0", ca);

      assertThat(run.code()).as(run.out()).isEqualTo(3);
      assertThat(run.out()).startsWith("problem  tls  ").contains("does not agree on TLS");
    }
  }

  @Test
  void aCertificateOfNobodyIsNotAllowed() throws Exception {
    Path bob = authority.sign("bob", "CN=bob,OU=clients,O=Somebody");

    Run run = doctor(uri("") + X509, ca, "--tls-certificate-key-file", bob.toString());

    assertThat(run.code()).as(run.out()).isEqualTo(5);
    assertThat(run.out())
        .contains("ok       reachable")
        .contains("problem  authenticated")
        .contains("with X.509, that $external has a user named as the certificate's subject");
  }

  private static String insert(String name) {
    try (MongoClient root = root(true)) {
      Document hello = root.getDatabase("admin").runCommand(new Document("hello", 1));
      Document last = hello.get("lastWrite", Document.class).get("opTime", Document.class);
      BsonTimestamp before = last.get("ts", BsonTimestamp.class);
      root.getDatabase("aidb").getCollection("predictions").insertOne(new Document("name", name));
      return before.getTime() + ":" + (before.getInc() + 1);
    }
  }

  private static Run run(List<String> command, String uri, String... more) {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of("--uri", uri, "--collection", "predictions"));
    all.addAll(List.of(more));
    return Run.of(all.toArray(String[]::new));
  }

  private Run doctor(String uri, Path authorities, String... more) {
    List<String> all = new ArrayList<>(List.of("--tls-ca-file", authorities.toString()));
    all.addAll(List.of("--checkpoint-store", dir.resolve("store").toString()));
    all.addAll(List.of(more));
    return run(List.of("doctor"), uri, all.toArray(String[]::new));
  }

  /** Names a user where one is given, as {@code ann@}. */
  private static String uri(String login) {
    return rs0.uri("aidb").replace("mongodb://", "mongodb://" + login);
  }
}
