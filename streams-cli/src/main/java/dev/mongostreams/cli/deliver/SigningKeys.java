package dev.mongostreams.cli.deliver;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs what is posted, in the way of Standard Webhooks: HMAC-SHA256 over id, time and body. With
 * several keys there are several signatures, so that a receiver may change its key without a break.
 */
final class SigningKeys {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String PREFIX = "whsec_";
  private static final int LEAST_BYTES = 24;
  private static final int MOST_BYTES = 64;

  private final List<SecretKeySpec> keys;

  private SigningKeys(List<SecretKeySpec> keys) {
    this.keys = keys;
  }

  /** Those of nobody: nothing is signed. */
  static SigningKeys none() {
    return new SigningKeys(List.of());
  }

  /**
   * Reads a file of keys, one a line.
   *
   * @throws IllegalArgumentException when there is none, or one is malformed; repeats no key
   */
  static SigningKeys read(Path file) {
    List<SecretKeySpec> keys = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(file, UTF_8)) {
        if (!line.isBlank()) {
          keys.add(key(file, line.strip()));
        }
      }
    } catch (CharacterCodingException binary) {
      throw refused(file, "it is not text");
    } catch (IOException unreadable) {
      throw refused(file, "it cannot be read (" + unreadable.getClass().getSimpleName() + ")");
    }
    if (keys.isEmpty()) {
      throw refused(file, "it is empty");
    }
    return new SigningKeys(List.copyOf(keys));
  }

  private static SecretKeySpec key(Path file, String line) {
    byte[] bytes;
    try {
      bytes =
          line.startsWith(PREFIX)
              ? Base64.getDecoder().decode(line.substring(PREFIX.length()))
              : new byte[0];
    } catch (IllegalArgumentException notBase64) {
      bytes = new byte[0];
    }
    if (bytes.length < LEAST_BYTES || bytes.length > MOST_BYTES) {
      throw refused(file, "a line of it is not whsec_ and 24 to 64 bytes in base64");
    }
    return new SecretKeySpec(bytes, ALGORITHM);
  }

  private static IllegalArgumentException refused(Path file, String why) {
    return new IllegalArgumentException(
        "Cannot sign by the file of --webhook-secret-file, "
            + file
            + ": "
            + why
            + ". Make one: (umask 077; echo whsec_$(openssl rand -base64 32) > FILE).");
  }

  /** Tells whether anything is signed. */
  boolean sign() {
    return !keys.isEmpty();
  }

  /**
   * Signs.
   *
   * @return {@code v1,} and base64 for each key, with spaces between
   */
  String signature(String id, long seconds, byte[] body) {
    List<String> signatures = new ArrayList<>();
    for (SecretKeySpec key : keys) {
      try {
        Mac mac = Mac.getInstance(ALGORITHM);
        mac.init(key);
        mac.update((id + "." + seconds + ".").getBytes(US_ASCII));
        signatures.add("v1," + Base64.getEncoder().encodeToString(mac.doFinal(body)));
      } catch (GeneralSecurityException impossible) {
        throw new IllegalStateException("Each JDK has HMAC-SHA256.", impossible);
      }
    }
    return String.join(" ", signatures);
  }
}
