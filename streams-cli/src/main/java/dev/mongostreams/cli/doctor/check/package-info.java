/**
 * What the doctor looks at: each {@link dev.mongostreams.cli.doctor.check.Check} asks a {@link
 * dev.mongostreams.cli.doctor.check.Patient} and makes {@link
 * dev.mongostreams.cli.doctor.check.Finding}s, each with a {@link
 * dev.mongostreams.cli.doctor.check.Verdict}.
 */
@NullMarked
package dev.mongostreams.cli.doctor.check;

import org.jspecify.annotations.NullMarked;
