/** Commands about networks and model files: {@code info}, {@code import}, {@code export}. */
package io.github.lenetcl.cli.models;
