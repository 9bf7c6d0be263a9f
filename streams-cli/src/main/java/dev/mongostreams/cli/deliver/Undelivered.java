package dev.mongostreams.cli.deliver;

import dev.mongostreams.failure.Explanation;
import dev.mongostreams.failure.StreamsException;
import org.jspecify.annotations.Nullable;

/** Changes were handed out and not taken. Its kind says whether to try again. */
public abstract sealed class Undelivered extends StreamsException {
  private static final long serialVersionUID = 1L;

  private Undelivered(String to, String why, String cure, @Nullable Throwable cause) {
    super(new Explanation("Cannot deliver changes to", to, why, cure), cause);
  }

  /** Not now: whoever takes them is away, or asks to wait. Tried again as long as it takes. */
  public static sealed class Later extends Undelivered {
    private static final long serialVersionUID = 1L;

    Later(String to, String why, @Nullable Throwable cause) {
      super(to, why, "It is tried again until they are taken.", cause);
    }
  }

  /** Not now, and another try has told of it: there is nothing to say. */
  public static final class Resting extends Later {
    private static final long serialVersionUID = 1L;

    Resting(String to, String why, @Nullable Throwable cause) {
      super(to, why, cause);
    }
  }

  /** Whoever takes them has failed. Tried again a few times. */
  public static final class Failed extends Undelivered {
    private static final long serialVersionUID = 1L;

    Failed(String to, String why) {
      super(
          to,
          why,
          "Mend it and start again: what was not taken comes again. --dead-letters puts such changes"
              + " away and goes on.",
          null);
    }
  }

  /** This change is refused, whatever the number of tries. */
  public static final class Refused extends Undelivered {
    private static final long serialVersionUID = 1L;

    Refused(String to, String why) {
      super(
          to,
          why,
          "Let the receiver take it and start again: the change comes again. --dead-letters puts such"
              + " changes away and goes on.",
          null);
    }
  }

  /** Each change would meet the same: the receiver is not what it was taken for. */
  public static final class Useless extends Undelivered {
    private static final long serialVersionUID = 1L;

    Useless(String to, String why, String cure) {
      super(to, why, cure, null);
    }
  }
}
