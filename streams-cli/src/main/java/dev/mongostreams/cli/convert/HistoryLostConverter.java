package dev.mongostreams.cli.convert;

import dev.mongostreams.failure.HistoryLostPolicy;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads what is to be done about lost history. */
public final class HistoryLostConverter implements ITypeConverter<HistoryLostPolicy> {
  @Override
  public HistoryLostPolicy convert(String text) {
    return switch (text) {
      case "stop" -> HistoryLostPolicy.stop();
      case "now" -> HistoryLostPolicy.fromNow();
      case "oldest" -> HistoryLostPolicy.fromOldest();
      default ->
          throw new TypeConversionException(
              "\"" + text + "\" is not a policy. Give one of stop, now, oldest.");
    };
  }
}
