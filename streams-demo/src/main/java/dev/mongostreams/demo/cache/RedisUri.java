package dev.mongostreams.demo.cache;

import java.net.URI;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import redis.clients.jedis.util.JedisURIHelper;

/** Reads where a Redis is. Repeats nothing of it, as it may have a password. */
final class RedisUri implements ITypeConverter<URI> {
  @Override
  public URI convert(String text) {
    URI uri = parsed(text);
    if (!JedisURIHelper.isValid(uri)) {
      throw malformed();
    }
    return uri;
  }

  private static URI parsed(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException unreadable) {
      throw malformed();
    }
  }

  private static TypeConversionException malformed() {
    return new TypeConversionException(
        "it must look like redis://localhost:6379 or rediss://user:password@host:6379/0.");
  }
}
