/** {@code lenet train}: its options, what it prints, what it leaves. */
package io.github.lenetcl.cli.train;
