package dev.mongostreams.cli.convert;

import dev.mongostreams.ResumeToken;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a resume token. */
public final class TokenConverter implements ITypeConverter<ResumeToken> {
  @Override
  public ResumeToken convert(String text) {
    try {
      return ResumeToken.parse(text);
    } catch (IllegalArgumentException refused) {
      throw new TypeConversionException(refused.getMessage());
    }
  }
}
