package dev.mongostreams.redis;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/**
 * All keys that begin with a prefix, but for one: the mark, which says in which start of the server
 * they are right. For any thread.
 */
final class OwnedKeys {
  private static final int KEYS_A_PAGE = 1_000;
  private static final Pattern GLOB = Pattern.compile("[*?\\[\\]\\\\]");

  private final UnifiedJedis client;
  private final String prefix;

  OwnedKeys(UnifiedJedis client, String prefix) {
    this.client = client;
    this.prefix = prefix;
  }

  String prefix() {
    return prefix;
  }

  String mark() {
    return prefix + "@mongo-streams";
  }

  /** A key that could not be found again by a scan would outlive every flush. */
  void refuseForeign(String key) {
    if (!key.startsWith(prefix)) {
      throw new IllegalStateException(
          "Cannot invalidate "
              + prefix
              + "*: a key that was built from a change begins with something else. Give each key"
              + " the prefix of owns(...).");
    }
  }

  /**
   * Deletes them all, a page at a time.
   *
   * @return how many there were
   */
  long deleteAll() {
    // Bytes, since a foreign key that is no valid text would not survive being read as one.
    ScanParams page =
        new ScanParams().match(pattern().getBytes(StandardCharsets.UTF_8)).count(KEYS_A_PAGE);
    byte[] mark = mark().getBytes(StandardCharsets.UTF_8);
    long deleted = 0;
    byte[] cursor = ScanParams.SCAN_POINTER_START_BINARY;
    do {
      ScanResult<byte[]> found = client.scan(cursor, page);
      List<byte[]> keys =
          found.getResult().stream().filter(key -> !Arrays.equals(key, mark)).toList();
      if (!keys.isEmpty()) {
        deleted += client.unlink(keys.toArray(byte[][]::new));
      }
      cursor = found.getCursorAsBytes();
    } while (!Arrays.equals(cursor, ScanParams.SCAN_POINTER_START_BINARY));
    return deleted;
  }

  /** The prefix may have characters that mean something in a pattern. */
  String pattern() {
    return GLOB.matcher(prefix).replaceAll("\\\\$0") + "*";
  }
}
