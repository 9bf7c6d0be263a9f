// How long changes took from the write to this screen, and how far this clock is from the server's.

/** Counts whole milliseconds, for one second at a time. */
export class Latency {
  #times = new Map();
  #total = 0;

  add(ms) {
    const whole = Math.max(0, Math.round(ms));
    this.#times.set(whole, (this.#times.get(whole) ?? 0) + 1);
    this.#total++;
  }

  /** Hands out what was counted and begins anew; null when there was nothing. */
  take() {
    if (this.#total === 0) return null;
    const times = [...this.#times].sort((a, b) => a[0] - b[0]);
    const result = { times, p50: within(times, this.#total * 0.5), p99: within(times, this.#total * 0.99) };
    this.#times = new Map();
    this.#total = 0;
    return result;
  }
}

const within = (times, wanted) => {
  let seen = 0;
  for (const [ms, changes] of times) {
    seen += changes;
    if (seen >= wanted) return ms;
  }
  return times[times.length - 1][0];
};

/** Learns the difference of two clocks from questions and answers. The quickest answer knows best. */
export class ServerClock {
  #offset = 0;
  #quickest = Infinity;

  answered(sent, serverNow) {
    const took = performance.now() - sent;
    if (took >= this.#quickest) return;
    this.#quickest = took;
    const difference = serverNow - (Date.now() - took / 2);
    // What the way there and back explains is no difference. Both clocks count whole milliseconds.
    this.#offset = Math.abs(difference) <= took / 2 + 1 ? 0 : difference;
  }

  now() {
    return Date.now() + this.#offset;
  }
}
