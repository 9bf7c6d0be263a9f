package dev.mongostreams.cli.deliver;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.mongostreams.cli.secret.SecretFile;
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

  /** Two keys are a change of key; many more are another file. */
  private static final int MOST_FILE_BYTES = 4096;

  private static final String CURE =
      "Make one: (umask 077; echo whsec_$(openssl rand -base64 32) > FILE).";

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
   * @throws IllegalArgumentException when it cannot be read, or one is malformed; repeats no key
   */
  static SigningKeys read(SecretFile file) {
    List<SecretKeySpec> keys =
        file.text(MOST_FILE_BYTES)
            .lines()
            .filter(line -> !line.isBlank())
            .map(line -> key(file, line.strip()))
            .toList();
    if (keys.isEmpty()) {
      throw file.refused("it is empty", CURE);
    }
    return new SigningKeys(keys);
  }

  private static SecretKeySpec key(SecretFile file, String line) {
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
      throw file.refused("a line of it is not whsec_ and 24 to 64 bytes in base64", CURE);
    }
    return new SecretKeySpec(bytes, ALGORITHM);
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
