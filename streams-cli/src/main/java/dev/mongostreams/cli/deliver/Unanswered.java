package dev.mongostreams.cli.deliver;

import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What it means that no answer has come. */
final class Unanswered {
  private Unanswered() {}

  /**
   * Tells.
   *
   * @param to the receiver
   * @param lost what the client has thrown
   * @param known true when there was an answer before: a name that was found is found again
   */
  static Undelivered of(String to, IOException lost, boolean known) {
    List<Throwable> causes = causes(lost);
    // A handshake that fails otherwise may have been cut short: the client does not tell.
    if (has(causes, CertificateException.class)) {
      return new Undelivered.Useless(
          to,
          "its certificate is not trusted here (" + kinds(causes) + ")",
          "Correct --webhook or the certificate, or start with an authority of your own:"
              + " JAVA_TOOL_OPTIONS=-Djavax.net.ssl.trustStore=FILE. What was not taken comes again.");
    }
    if (!known && has(causes, UnresolvedAddressException.class, UnknownHostException.class)) {
      return new Undelivered.Useless(
          to,
          "its name is not known here (" + kinds(causes) + ")",
          "Correct --webhook, or the name servers of this machine, and start again: what was not taken"
              + " comes again.");
    }
    return new Undelivered.Later(to, "no answer came (" + kinds(causes) + ")", lost);
  }

  private static boolean has(List<Throwable> causes, Class<?>... kinds) {
    return Stream.of(kinds).anyMatch(kind -> causes.stream().anyMatch(kind::isInstance));
  }

  private static List<Throwable> causes(Throwable lost) {
    return Stream.iterate(lost, Objects::nonNull, Throwable::getCause).toList();
  }

  /** And not what they say, which may repeat the URL. */
  private static String kinds(List<Throwable> causes) {
    return causes.stream()
        .map(cause -> cause.getClass().getSimpleName())
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
