package dev.mongostreams.internal.connect;

import com.mongodb.MongoSocketException;
import com.mongodb.connection.ServerDescription;
import com.mongodb.connection.ServerType;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in words what servers were seen as, when none of them can be used. */
final class Verdict {
  private Verdict() {}

  /** The address of a standalone among them, or null. */
  static @Nullable String standalone(Collection<ServerDescription> servers) {
    return first(servers, ServerType.STANDALONE);
  }

  /** The address of a member that waits for {@code rs.initiate()} among them, or null. */
  static @Nullable String uninitiated(Collection<ServerDescription> servers) {
    return first(servers, ServerType.REPLICA_SET_GHOST);
  }

  /** True when each of them has answered, and none in a way that lets one hope. */
  static boolean hopeless(Collection<ServerDescription> servers, @Nullable String wantedSet) {
    return !servers.isEmpty()
        && servers.stream()
            .allMatch(
                server ->
                    server.getType() == ServerType.REPLICA_SET_GHOST
                        || stranger(server, wantedSet)
                        || refused(server.getException())
                        || unresolved(server.getException()));
  }

  /** True when each of them shows a certificate that is not trusted: waiting does not change it. */
  static boolean distrusted(Collection<ServerDescription> servers) {
    return !servers.isEmpty() && servers.stream().allMatch(Verdict::distrusted);
  }

  private static boolean distrusted(ServerDescription server) {
    TlsFailure failure = TlsFailure.of(server.getException());
    return failure != null && failure.isOfTheCertificate();
  }

  /** What kept us from TLS with the first of them that it did, or null. */
  static @Nullable Throwable withoutTls(Collection<ServerDescription> servers) {
    return servers.stream()
        .map(ServerDescription::getException)
        .filter(Objects::nonNull)
        .filter(failure -> TlsFailure.of(failure) != null)
        .findFirst()
        .orElse(null);
  }

  /** A member of another set than the one asked for. */
  private static boolean stranger(ServerDescription server, @Nullable String wantedSet) {
    String set = server.getSetName();
    return set != null && wantedSet != null && !set.equals(wantedSet);
  }

  /** One clause for each server, as {@code localhost:27017 refuses connections}. */
  static String words(Collection<ServerDescription> servers, @Nullable String wantedSet) {
    return servers.isEmpty()
        ? "no server answered"
        : servers.stream()
            .map(server -> server.getAddress() + " " + words(server, wantedSet))
            .sorted()
            .collect(Collectors.joining(", "));
  }

  private static String words(ServerDescription server, @Nullable String wantedSet) {
    Throwable failure = server.getException();
    if (failure != null) {
      return words(failure);
    }
    if (stranger(server, wantedSet)) {
      return "is a member of \""
          + server.getSetName()
          + "\" where \""
          + wantedSet
          + "\" was asked for";
    }
    return switch (server.getType()) {
      case STANDALONE -> "is a standalone";
      case REPLICA_SET_GHOST -> "waits for rs.initiate()";
      case REPLICA_SET_PRIMARY -> "is primary";
      case REPLICA_SET_SECONDARY -> "is a secondary";
      default -> "is no primary";
    };
  }

  private static String words(Throwable failure) {
    if (refused(failure)) {
      return "refuses connections";
    }
    if (unresolved(failure)) {
      return "does not resolve";
    }
    TlsFailure tls = TlsFailure.of(failure);
    if (tls != null) {
      return tls.words();
    }
    return has(failure, SocketTimeoutException.class)
        ? "does not answer"
        : "cannot be reached (" + failure.getClass().getSimpleName() + ")";
  }

  private static boolean refused(@Nullable Throwable failure) {
    return has(failure, ConnectException.class);
  }

  private static boolean unresolved(@Nullable Throwable failure) {
    return has(failure, UnknownHostException.class);
  }

  private static boolean has(@Nullable Throwable failure, Class<? extends Throwable> type) {
    return failure instanceof MongoSocketException && type.isInstance(failure.getCause());
  }

  private static @Nullable String first(Collection<ServerDescription> servers, ServerType type) {
    return servers.stream()
        .filter(server -> server.getType() == type)
        .map(server -> server.getAddress().toString())
        .findFirst()
        .orElse(null);
  }
}
