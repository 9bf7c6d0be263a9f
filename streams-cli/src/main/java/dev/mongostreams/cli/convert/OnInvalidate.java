package dev.mongostreams.cli.convert;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What to do when the server ends the stream. */
public enum OnInvalidate {
  /** Go on behind the end. */
  CONTINUE,
  /** End with what came before. */
  STOP;

  /** Reads it as it is typed. */
  public static final class Converter implements ITypeConverter<OnInvalidate> {
    @Override
    public OnInvalidate convert(String text) {
      return switch (text) {
        case "continue" -> CONTINUE;
        case "stop" -> STOP;
        default ->
            throw new TypeConversionException(
                "\"" + text + "\" is not a policy. Give one of continue, stop.");
      };
    }
  }
}
