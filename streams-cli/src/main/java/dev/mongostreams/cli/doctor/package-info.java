/**
 * {@code streams doctor}: a {@link dev.mongostreams.cli.doctor.DoctorCommand} connects through an
 * {@link dev.mongostreams.cli.doctor.Admission}, lets each {@link
 * dev.mongostreams.cli.doctor.check.Check} look, and prints a {@link
 * dev.mongostreams.cli.doctor.Report} of what they found.
 */
@NullMarked
package dev.mongostreams.cli.doctor;

import org.jspecify.annotations.NullMarked;
