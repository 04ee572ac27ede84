package io.github.lenetcl.spark;

import java.util.Optional;
import org.apache.spark.unsafe.types.UTF8String;

/** Values as Catalyst has them, which has null for nothing. */
final class Values {

  private Values() {}

  static UTF8String text(Optional<String> text) {
    return text.map(UTF8String::fromString).orElse(null);
  }
}
