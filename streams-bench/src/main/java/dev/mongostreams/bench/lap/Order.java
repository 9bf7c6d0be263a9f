package dev.mongostreams.bench.lap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a lap is asked to do: names and values, as arguments {@code name=value} of its program.
 * Immutable.
 */
public final class Order {
  private final Map<String, String> values;

  private Order(Map<String, String> values) {
    this.values = values;
  }

  /** An order that says nothing yet. */
  public static Order empty() {
    return new Order(Map.of());
  }

  /** Reads the arguments of a program. */
  public static Order of(String... arguments) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "Cannot run a lap: \"" + argument + "\" is no name=value. Laps are run by the suite.");
      }
      values.put(argument.substring(0, equals), argument.substring(equals + 1));
    }
    return new Order(values);
  }

  /** An order that says this, too. */
  public Order with(String name, Object value) {
    Map<String, String> more = new LinkedHashMap<>(values);
    more.put(name, String.valueOf(value));
    return new Order(more);
  }

  /** An order that says what both say; the other one wins. */
  public Order with(Order other) {
    Map<String, String> more = new LinkedHashMap<>(values);
    more.putAll(other.values);
    return new Order(more);
  }

  /** The arguments of the program. */
  public List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    values.forEach((name, value) -> arguments.add(name + "=" + value));
    return arguments;
  }

  /** A value that must be there. */
  public String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "Cannot run a lap: it is not told its " + name + ". Laps are run by the suite.");
    }
    return value;
  }

  /** A value, or another one when nothing is said. */
  public String text(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  /** A whole number that must be there. */
  public int number(String name) {
    return Integer.parseInt(text(name));
  }

  /** A whole number, or another one when nothing is said. */
  public int number(String name, int otherwise) {
    return values.containsKey(name) ? number(name) : otherwise;
  }
}
