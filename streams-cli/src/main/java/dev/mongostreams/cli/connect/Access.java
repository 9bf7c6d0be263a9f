package dev.mongostreams.cli.connect;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.mongostreams.cli.secret.PasswordFile;
import dev.mongostreams.cli.secret.SecretFile;
import dev.mongostreams.cli.secret.TlsFiles;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Says how servers are reached: with which password and which certificates. It holds for each
 * server that a command asks, that of its store as well. Each file is read once.
 */
public final class Access {
  private static final String PASSWORD = "--password-file";
  private static final String AUTHORITIES = "--tls-ca-file";
  private static final String CERTIFICATE = "--tls-certificate-key-file";
  private static final long SELECTION_SECONDS = 10;

  @Option(
      names = PASSWORD,
      paramLabel = "FILE",
      description =
          "Take the password of the user in the connection string from this file. Default: the"
              + " connection string's")
  private @Nullable Path passwordFile;

  @Option(
      names = AUTHORITIES,
      paramLabel = "PEM",
      description =
          "Use TLS, and trust the servers whose certificates an authority in this file has signed, no"
              + " others. Default: those that Java trusts")
  private @Nullable Path authorities;

  @Option(
      names = CERTIFICATE,
      paramLabel = "PEM",
      description =
          "Use TLS, and show the server the certificate in this file, which has its private key as"
              + " well. Default: none")
  private @Nullable Path certificate;

  private @Nullable String password;
  private @Nullable SSLContext tls;

  /**
   * Refuses what can be refused before DNS or a server is asked.
   *
   * @param uri of the server that is watched
   * @throws IllegalArgumentException when a file is of no use, or has no place beside what the
   *     connection string says
   */
  void check(TypedUri uri) {
    if (passwordFile != null && !uri.lacksPassword()) {
      throw new SecretFile(PASSWORD, passwordFile)
          .refused(
              reasonAgainst(uri),
              "Write the connection string as mongodb://user@host:27017/, or leave the option out.");
    }
    password();
    tls();
  }

  private static String reasonAgainst(TypedUri uri) {
    if (uri.takesNoPassword()) {
      return "the authMechanism of the connection string takes no password";
    }
    return uri.namesUser()
        ? "the connection string has a password already"
        : "the connection string names no user";
  }

  /**
   * Warns of secrets that every user of this machine may read.
   *
   * @param err where to
   */
  public void warn(PrintWriter err) {
    List<SecretFile> secrets = new ArrayList<>();
    if (passwordFile != null) {
      secrets.add(new SecretFile(PASSWORD, passwordFile));
    }
    if (certificate != null) {
      secrets.add(new SecretFile(CERTIFICATE, certificate));
    }
    for (SecretFile secret : secrets) {
      if (secret.isOpenToAll()) {
        err.println(secret.warning());
        err.flush();
      }
    }
  }

  /**
   * Takes the connection string of a server apart that is to be reached so, and no other way.
   *
   * @param uri as typed
   * @return it; its text may hold a password
   * @throws IllegalArgumentException when it is none, without repeating it, or the files do not go
   *     with it
   */
  ConnectionString server(TypedUri uri) {
    check(uri);
    ConnectionString parsed = store(uri);
    if (tls() != null && Boolean.FALSE.equals(parsed.getSslEnabled())) {
      throw new IllegalArgumentException(
          "Cannot use "
              + (authorities == null ? CERTIFICATE : AUTHORITIES)
              + ": the connection string says tls=false. Leave one of the two out.");
    }
    return parsed;
  }

  /**
   * Takes the connection string of a store apart. The password is for the user that it names
   * without one, and the certificates are for all but {@code tls=false}: a store may have another
   * user, or be on another server.
   *
   * @param uri as typed
   * @return it; its text may hold a password
   * @throws IllegalArgumentException when it is none, without repeating it, or a file is of no use
   */
  public ConnectionString store(TypedUri uri) {
    String known = uri.lacksPassword() ? password() : null;
    return (known == null ? uri : uri.withPassword(known)).parsed();
  }

  /**
   * Lets a client do what the files say.
   *
   * @param settings of the client
   */
  public void apply(MongoClientSettings.Builder settings) {
    SSLContext context = tls();
    if (context != null) {
      settings.applyToSslSettings(ssl -> ssl.enabled(true).context(context));
    }
  }

  /**
   * Tells whether a server is reached by TLS.
   *
   * @param uri of the server
   * @return true also when only the connection string says so
   */
  public boolean usesTls(ConnectionString uri) {
    Boolean said = uri.getSslEnabled();
    return said == null ? tls() != null : said;
  }

  /**
   * Makes a client that gives up after 10 seconds without a server, unless the connection string
   * says otherwise.
   *
   * @param uri taken apart
   * @return a client; close it when done
   */
  public MongoClient client(ConnectionString uri) {
    MongoClientSettings.Builder settings = MongoClientSettings.builder().applyConnectionString(uri);
    if (uri.getApplicationName() == null) {
      settings.applicationName(Target.application());
    }
    if (uri.getServerSelectionTimeout() == null) {
      settings.applyToClusterSettings(
          cluster -> cluster.serverSelectionTimeout(SELECTION_SECONDS, TimeUnit.SECONDS));
    }
    if (usesTls(uri)) {
      apply(settings);
    }
    return MongoClients.create(settings.build());
  }

  private @Nullable String password() {
    if (password == null && passwordFile != null) {
      password = PasswordFile.read(new SecretFile(PASSWORD, passwordFile));
    }
    return password;
  }

  private @Nullable SSLContext tls() {
    if (tls == null && (authorities != null || certificate != null)) {
      tls =
          TlsFiles.context(
              authorities == null ? null : new SecretFile(AUTHORITIES, authorities),
              certificate == null ? null : new SecretFile(CERTIFICATE, certificate));
    }
    return tls;
  }
}
