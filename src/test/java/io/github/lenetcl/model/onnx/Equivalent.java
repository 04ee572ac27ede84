package io.github.lenetcl.model.onnx;

import io.github.lenetcl.model.Model;
import io.github.lenetcl.network.Centers;
import io.github.lenetcl.network.FullConnection;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Parameter;
import io.github.lenetcl.network.RadialBasis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A network that gives the same outputs, of layers that backends run: full connections have biases,
 * if of 0, and centres are fixed where training has left them.
 *
 * @param network the network
 * @param parameters its flat vector
 */
record Equivalent(Network network, float[] parameters) {

  static Equivalent of(Model model) {
    List<Layer> layers = new ArrayList<>();
    List<float[]> parameters = new ArrayList<>();
    for (int i = 0; i < model.network().layers().size(); i++) {
      Layer layer = model.network().layers().get(i);
      List<float[]> own = slices(model, i);
      if (layer instanceof FullConnection full && !full.bias()) {
        layers.add(new FullConnection(full.name(), full.inputs(), full.outputs()));
        parameters.addAll(own);
        parameters.add(new float[full.outputs()]);
      } else if (layer instanceof RadialBasis rbf && rbf.trainable()) {
        layers.add(new RadialBasis(rbf.name(), centers(rbf.centers().units(), own.get(0))));
      } else {
        layers.add(layer);
        parameters.addAll(own);
      }
    }
    return new Equivalent(new Network(model.network().input(), layers), joined(parameters));
  }

  private static List<float[]> slices(Model model, int layer) {
    float[] all = model.parameters();
    List<Parameter> own = model.network().parametersOf(layer);
    return own.stream().map(parameter -> parameter.slice(all)).toList();
  }

  private static Centers centers(int units, float[] flat) {
    float[][] values = new float[flat.length / units][];
    Arrays.setAll(values, i -> Arrays.copyOfRange(flat, i * units, (i + 1) * units));
    return new Centers(values);
  }

  private static float[] joined(List<float[]> tensors) {
    float[] all = new float[tensors.stream().mapToInt(tensor -> tensor.length).sum()];
    int at = 0;
    for (float[] tensor : tensors) {
      System.arraycopy(tensor, 0, all, at, tensor.length);
      at += tensor.length;
    }
    return all;
  }
}
