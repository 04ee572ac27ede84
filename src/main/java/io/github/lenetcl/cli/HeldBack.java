package io.github.lenetcl.cli;

import io.github.lenetcl.data.LabelledImages;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Training images, some of them held back.
 *
 * @param training those that are trained on
 * @param validation those that are not
 */
record HeldBack(LabelledImages training, Optional<LabelledImages> validation) {

  /** Holds the last images back, as many as are asked for. */
  static HeldBack of(LabelledImages all, Optional<Integer> count, CommandSpec spec) {
    if (count.isEmpty()) {
      return new HeldBack(all, Optional.empty());
    }
    int trained = all.count() - count.get();
    if (trained < 1) {
      throw new ParameterException(
          spec.commandLine(),
          "--validation %d of %d training images, wanted fewer"
              .formatted(count.get(), all.count()));
    }
    return new HeldBack(all.first(trained), Optional.of(all.range(trained, all.count())));
  }
}
