package dev.mongostreams.tests.simulation;

/**
 * What happened in some lives.
 *
 * @param lives how many
 * @param events written
 * @param repeated events handled once more after a crash
 * @param resyncs after lost history
 * @param putAway events that no form of the stream brings
 * @param faults of the source
 * @param failedSaves of the store
 * @param unknownSaves that a sink stored and did not know of
 * @param watchers one after the other
 */
record Outcomes(
    int lives,
    int events,
    int repeated,
    int resyncs,
    int putAway,
    int faults,
    int failedSaves,
    int unknownSaves,
    int watchers) {
  static final Outcomes NONE = new Outcomes(0, 0, 0, 0, 0, 0, 0, 0, 0);

  Outcomes plus(Outcomes more) {
    return new Outcomes(
        lives + more.lives,
        events + more.events,
        repeated + more.repeated,
        resyncs + more.resyncs,
        putAway + more.putAway,
        faults + more.faults,
        failedSaves + more.failedSaves,
        unknownSaves + more.unknownSaves,
        watchers + more.watchers);
  }
}
