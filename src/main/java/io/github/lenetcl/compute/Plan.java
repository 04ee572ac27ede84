package io.github.lenetcl.compute;

import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.UpdateRule;
import java.util.List;

/**
 * A network on a device: its vectors, its activations and its passes. The passes compose: {@link
 * #forward}, then {@link #seed(Loss, Source.Samples, float)} or {@link #seed(Seeds)}, then {@link
 * #backward} or {@link #curvature} or the two in this order, then {@link #update}. {@link #train}
 * is that composition for many updates; a backend may fuse it. A forward pass forgets the seeds of
 * the one before, {@link #train} and {@link #evaluate} forget that pass as well; a pass that lacks
 * what it builds on throws an {@link IllegalStateException}.
 *
 * <p>Calls may return before the device has finished; those that return arrays wait. Not safe for
 * use by several threads at once.
 */
public interface Plan extends AutoCloseable {

  /** {@return what the plan was made for} */
  PlanSpec spec();

  /** {@return the network} */
  default Network network() {
    return spec().network();
  }

  /**
   * {@return for each layer which of the backend's implementations runs it, in words; empty where
   * the backend does not tell}
   */
  default List<String> implementations() {
    return List.of();
  }

  /** {@return the shape of one sample's outputs} */
  default Shape output() {
    List<Shape> shapes = network().shapesFor(spec().input());
    return shapes.get(shapes.size() - 1);
  }

  /**
   * Sets a vector.
   *
   * @param vector which
   * @param values one value for each parameter
   */
  void write(Vector vector, float[] values);

  /**
   * {@return a copy of a vector}
   *
   * @param vector which
   */
  float[] read(Vector vector);

  /**
   * Computes all layers.
   *
   * @param source at most the plan's capacity of samples, left as it is until the next pass: a plan
   *     for inference may go back to it when another layer's output than the last is asked for
   */
  void forward(Source source);

  /**
   * {@return what a layer gave in the last forward pass, sample by sample, map by map, row by row}
   * A squash writes over the layer before it, so that both give the squashed values.
   *
   * @param layer the layer's index
   */
  float[] output(int layer);

  /** {@return what the last layer gave in the last forward pass} */
  default float[] outputs() {
    return output(network().layers().size() - 1);
  }

  /**
   * {@return what the last layer gives for samples, one after the other} Their labels are not
   * looked at.
   *
   * @param samples any number of samples
   */
  default float[] outputs(Source.Samples samples) {
    int size = output().size();
    float[] all = new float[Math.multiplyExact(samples.count(), size)];
    for (int start = 0; start < samples.count(); start += spec().capacity()) {
      int length = Math.min(spec().capacity(), samples.count() - start);
      forward(samples.part(start, length));
      System.arraycopy(outputs(), 0, all, start * size, length * size);
    }
    return all;
  }

  /**
   * Applies a loss to the outputs of the last forward pass and makes its derivatives the seeds.
   *
   * @param loss the loss
   * @param samples the samples of that pass, for their labels
   * @param weight a factor on the derivatives, not on the tally: 1/n for the mean over n samples
   * @return the losses, when the device gets there
   * @throws IllegalArgumentException if the outputs are not at a single position, or not of the
   *     kind that the loss is for, or the images have no labels
   */
  Pending<Tally> seed(Loss loss, Source.Samples samples, float weight);

  /**
   * Hands over the seeds, for errors that are computed elsewhere.
   *
   * @param seeds the derivatives by the outputs of the last forward pass
   */
  void seed(Seeds seeds);

  /**
   * Propagates the first derivatives from the seeds to the parameters: the sum over samples goes to
   * {@link Vector#GRADIENT}.
   *
   * @param accumulation whether to forget what is there
   */
  void backward(Accumulation accumulation);

  /**
   * Propagates the diagonal second derivatives (Appendix C) from the seeds to the parameters: the
   * sum over samples goes to {@link Vector#CURVATURE}. Each sample is propagated apart; squares are
   * never taken of sums over samples.
   *
   * @param accumulation whether to forget what is there
   */
  void curvature(Accumulation accumulation);

  /**
   * {@return ∂E/∂input of the last backward pass, in the order of the inputs, computed when asked
   * for, before any other pass}
   */
  float[] inputGradient();

  /**
   * Changes the parameters by {@link Vector#GRADIENT}. Does nothing once a loss was not finite, so
   * that the parameters that led there are kept; {@link #write} of the parameters ends that. A
   * value that would not be finite is left as it was and halts the updates likewise: the losses
   * that follow are counted as not finite. A rule that changes the gradient first leaves the
   * changed one.
   *
   * @param rule the rule
   */
  void update(UpdateRule rule);

  /**
   * Makes one update for each batch of the samples, the last one smaller where they do not divide:
   * forward, the mean loss, backward, update; a rule that counts updates counts on. What {@link
   * Vector#GRADIENT} holds afterwards is left to the backend.
   *
   * @param loss the loss
   * @param rule the rule
   * @param samples the samples in their order
   * @param batch samples for each update, at most the plan's capacity
   * @return the losses, each as it was before its update
   */
  default Pending<Tally> train(Loss loss, UpdateRule rule, Source.Samples samples, int batch) {
    Tally tally = Tally.NONE;
    for (int start = 0; start < samples.count(); start += batch) {
      Source.Samples part = samples.part(start, Math.min(batch, samples.count() - start));
      forward(part);
      tally = tally.plus(seed(loss, part, 1f / part.count()).await());
      backward(Accumulation.REPLACE);
      update(rule.after(start / batch));
    }
    return Pending.of(tally);
  }

  /**
   * Computes the losses without changing anything.
   *
   * @param loss the loss
   * @param samples any number of samples
   * @return the losses, when the device gets there
   */
  default Pending<Tally> evaluate(Loss loss, Source.Samples samples) {
    Tally tally = Tally.NONE;
    for (int start = 0; start < samples.count(); start += spec().capacity()) {
      int length = Math.min(spec().capacity(), samples.count() - start);
      Source.Samples part = samples.part(start, length);
      forward(part);
      tally = tally.plus(seed(loss, part, 1).await());
    }
    return Pending.of(tally);
  }

  /**
   * {@return the names of the buffers of a guarded plan whose canaries were written over: none, if
   * all is right}
   */
  List<String> damagedGuards();

  /** Waits for the work in hand and frees the memory; closing twice does nothing. */
  @Override
  void close();
}
