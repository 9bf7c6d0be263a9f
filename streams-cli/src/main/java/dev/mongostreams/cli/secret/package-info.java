/**
 * What files hold that no command line and no message should: {@link
 * dev.mongostreams.cli.secret.PasswordFile} reads a password, {@link
 * dev.mongostreams.cli.secret.TlsFiles} certificates and a private key. Each names its file and
 * option when it is of no use, and never what is in it.
 */
@NullMarked
package dev.mongostreams.cli.secret;

import org.jspecify.annotations.NullMarked;
