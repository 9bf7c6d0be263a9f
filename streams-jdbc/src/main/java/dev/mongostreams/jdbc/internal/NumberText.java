package dev.mongostreams.jdbc.internal;

import java.math.BigDecimal;
import java.util.Optional;
import org.bson.BsonValue;
import org.bson.types.Decimal128;

/** Writes numbers, each value in one way, whichever BSON type it has. */
final class NumberText {
  /** Longer ones are written with an exponent. */
  private static final int MOST_DIGITS = 40;

  private static final double END_OF_LONGS = 0x1p63;

  private NumberText() {}

  static String of(BsonValue number) {
    return switch (number.getBsonType()) {
      case INT32, INT64 -> Long.toString(number.asNumber().longValue());
      case DOUBLE -> of(number.asDouble().getValue());
      default -> of(number.asDecimal128().getValue());
    };
  }

  /** Empty when it has a fraction, or is none. */
  static Optional<String> whole(BsonValue number) {
    return Optional.of(of(number)).filter(text -> text.chars().skip(1).allMatch(NumberText::digit));
  }

  private static boolean digit(int character) {
    return character >= '0' && character <= '9';
  }

  private static String of(double number) {
    boolean whole = number == Math.rint(number) && Math.abs(number) < END_OF_LONGS;
    return whole ? Long.toString((long) number) : Double.toString(number);
  }

  private static String of(Decimal128 number) {
    if (number.isNaN()) {
      return "NaN";
    }
    if (number.isInfinite()) {
      return number.isNegative() ? "-Infinity" : "Infinity";
    }
    BigDecimal exact = exact(number);
    boolean plain = exact.precision() - exact.scale() <= MOST_DIGITS && exact.scale() < MOST_DIGITS;
    return plain ? exact.toPlainString() : exact.toString();
  }

  private static BigDecimal exact(Decimal128 number) {
    // BigDecimal has no zero with a minus, and Decimal128 refuses to give one up.
    Decimal128 magnitude =
        Decimal128.fromIEEE754BIDEncoding(number.getHigh() & Long.MAX_VALUE, number.getLow());
    BigDecimal exact = magnitude.bigDecimalValue().stripTrailingZeros();
    return number.isNegative() ? exact.negate() : exact;
  }
}
