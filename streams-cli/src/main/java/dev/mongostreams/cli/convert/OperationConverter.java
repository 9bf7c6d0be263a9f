package dev.mongostreams.cli.convert;

import dev.mongostreams.Operation;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an operation by the server's name for it. */
public final class OperationConverter implements ITypeConverter<Operation> {
  @Override
  public Operation convert(String text) {
    try {
      return Operation.parse(text);
    } catch (IllegalArgumentException refused) {
      throw new TypeConversionException(refused.getMessage());
    }
  }
}
