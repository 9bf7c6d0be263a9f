/**
 * What the guide says about speed and about other systems, line by line, beside what was measured:
 * {@link dev.mongostreams.bench.claims.PerformanceClaims} and {@link
 * dev.mongostreams.bench.claims.SystemClaims} take each {@link dev.mongostreams.bench.claims.Claim}
 * from a recording. What no run has shown is not measured.
 */
@NullMarked
package dev.mongostreams.bench.claims;

import org.jspecify.annotations.NullMarked;
