package dev.mongostreams.cli.connect;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.mongodb.ConnectionString;
import java.net.URLEncoder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A connection string as it was typed. The driver takes none apart that names a user and lacks the
 * password, so that has to be put in before.
 *
 * @param text may hold a password, and is never printed
 */
public record TypedUri(String text) {
  /** Up to the last @ before the path: what is not percent-encoded there is refused later. */
  private static final Pattern LOGIN = Pattern.compile("(mongodb(?:\\+srv)?://)([^/?]*)@(.*)");

  /** These have a user and no password. */
  private static final Pattern WITHOUT_PASSWORD =
      Pattern.compile(
          ".*[?&]authMechanism=(MONGODB-X509|MONGODB-OIDC|GSSAPI)(?:&.*)?",
          Pattern.CASE_INSENSITIVE);

  /** Mongosh takes them there; the driver would trust whom it trusts without. */
  private static final Pattern FILES =
      Pattern.compile(".*[?&](?:(tlsCAFile)|tlsCertificateKeyFile)=.*", Pattern.CASE_INSENSITIVE);

  /**
   * Tells a connection string from a path.
   *
   * @param text as typed
   * @return true when it begins as a connection string does
   */
  public static boolean isOne(String text) {
    return text.startsWith("mongodb://") || text.startsWith("mongodb+srv://");
  }

  /** True when it names a user whose password is not in it. */
  boolean lacksPassword() {
    Matcher login = LOGIN.matcher(text);
    return login.matches()
        && !login.group(2).isEmpty()
        && login.group(2).indexOf(':') < 0
        && !takesNoPassword();
  }

  /** True when it names a user. */
  boolean namesUser() {
    Matcher login = LOGIN.matcher(text);
    return login.matches() && !login.group(2).isEmpty();
  }

  /** True when its way of authentication has no password. */
  boolean takesNoPassword() {
    return WITHOUT_PASSWORD.matcher(text).matches();
  }

  /** The same with a password. */
  TypedUri withPassword(String password) {
    Matcher login = LOGIN.matcher(text);
    if (!login.matches()) {
      throw new IllegalStateException("only one that lacks a password is given one");
    }
    // The driver takes a plus as it stands, where a form would mean a space.
    String encoded = URLEncoder.encode(password, UTF_8).replace("+", "%20");
    return new TypedUri(login.group(1) + login.group(2) + ":" + encoded + "@" + login.group(3));
  }

  /**
   * Takes it apart.
   *
   * @return what it says
   * @throws IllegalArgumentException when it is none, without repeating it
   * @throws com.mongodb.MongoConfigurationException when DNS does not know it
   */
  ConnectionString parsed() {
    refuseFiles();
    try {
      return new ConnectionString(text);
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(
          "Cannot read the connection string: it must look like"
              + " mongodb://host:27017/database?replicaSet=rs0, with special characters of user and"
              + " password percent-encoded"
              + (lacksPassword() ? ", and a user's password in it or in --password-file." : "."));
    }
  }

  private void refuseFiles() {
    Matcher files = FILES.matcher(text);
    if (files.matches()) {
      String option = files.group(1) == null ? "--tls-certificate-key-file" : "--tls-ca-file";
      throw new IllegalArgumentException(
          "Cannot take a file of certificates from the connection string: the driver for Java reads"
              + " none there. Give it as "
              + option
              + ".");
    }
  }

  /** Without its text. */
  @Override
  public String toString() {
    return "a connection string";
  }
}
