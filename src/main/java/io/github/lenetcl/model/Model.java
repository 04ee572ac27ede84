package io.github.lenetcl.model;

import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Scaling;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A trained recogniser: everything that it takes to read an image. Immutable.
 *
 * @param network the network, its centres included
 * @param parameters the flat vector of its parameters
 * @param classes the name of the class that each output stands for; of a single output those of 0
 *     and 1
 * @param scaling how grey levels become inputs
 * @param provenance where it comes from
 */
public record Model(
    Network network,
    float[] parameters,
    List<String> classes,
    Scaling scaling,
    Provenance provenance) {

  /** Checks that all belongs together and that the parameters are finite; copies the arrays. */
  public Model {
    parameters = parameters.clone();
    classes = List.copyOf(classes);
    if (parameters.length != network.parameterCount()) {
      throw new IllegalArgumentException(
          "model: "
              + parameters.length
              + " parameters, wanted the network's "
              + network.parameterCount());
    }
    for (int i = 0; i < parameters.length; i++) {
      if (!Float.isFinite(parameters[i])) {
        throw new IllegalArgumentException(
            "model: parameter " + i + " is " + parameters[i] + ", wanted a finite number");
      }
    }
    if (classes.size() != network.classes()) {
      throw new IllegalArgumentException(
          "model: " + classes.size() + " classes, wanted the network's " + network.classes());
    }
    Set<String> names = new HashSet<>();
    for (String name : classes) {
      if (name.isBlank() || !names.add(name)) {
        throw new IllegalArgumentException(
            "model: class " + Json.quote(name) + " stands twice or is blank");
      }
    }
    if (scaling instanceof Scaling.PerPixel perPixel
        && perPixel.mean().length > network.input().size()) {
      throw new IllegalArgumentException(
          "model: scaling of "
              + perPixel.mean().length
              + " pixels, wanted at most the input's "
              + network.input().size());
    }
  }

  /** {@return a copy of the flat vector of the parameters} */
  @Override
  public float[] parameters() {
    return parameters.clone();
  }

  /** Parameters are equal when they are so bit for bit. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Model that
        && network.equals(that.network)
        && Arrays.equals(parameters, that.parameters)
        && classes.equals(that.classes)
        && scaling.equals(that.scaling)
        && provenance.equals(that.provenance);
  }

  @Override
  public int hashCode() {
    return Objects.hash(network, Arrays.hashCode(parameters), classes, scaling, provenance);
  }

  @Override
  public String toString() {
    return "Model["
        + parameters.length
        + " parameters, "
        + classes.size()
        + " classes, "
        + provenance
        + "]";
  }
}
