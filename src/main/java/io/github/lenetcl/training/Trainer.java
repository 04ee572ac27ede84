package io.github.lenetcl.training;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.DeviceException;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.Readout;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.Provenance;
import io.github.lenetcl.network.Centers;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Scaling;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Trains a network on a device.
 *
 * <pre>{@code
 * DataSplit data = DataSets.embedded();
 * try (Selection device = Backends.open("auto")) {
 *   TrainingResult result =
 *       new Trainer(device.backend(), new FastRecipe())
 *           .test(data.test())
 *           .listen(pass -> System.out.println("pass " + pass.pass() + ", loss " + pass.loss()))
 *           .train(data.training());
 *   Models.save(Path.of("digits.safetensors"), result.model());
 * }
 * }</pre>
 *
 * <p>The same recipe, data and seed give the same parameters on the same device, bit for bit.
 */
public final class Trainer {

  final Backend backend;
  final Recipe recipe;
  final List<TrainingListener> listeners = new ArrayList<>();
  Scaling scaling = Scaling.paper();
  long seed = 1;
  private Optional<Network> network = Optional.empty();
  Optional<float[]> parameters = Optional.empty();
  OptionalLong stepLimit = OptionalLong.empty();
  Optional<LabelledImages> test = Optional.empty();
  Optional<LabelledImages> validation = Optional.empty();
  Optional<Checkpoint> resumed = Optional.empty();
  Optional<Path> checkpoint = Optional.empty();
  Provenance provenance = Provenance.unknown();

  /**
   * A trainer of LeNet-5 for the classes of the training set, with the paper's scaling and seed 1.
   *
   * @param backend the device, which stays the caller's to close
   * @param recipe how to train
   */
  public Trainer(Backend backend, Recipe recipe) {
    this.backend = backend;
    this.recipe = recipe;
  }

  /**
   * Sets the network, where it is not to be LeNet-5 with {@link Centers#forClasses}.
   *
   * @param value one whose outputs tell the classes apart, at a single position
   * @return this
   */
  public Trainer network(Network value) {
    network = Optional.of(value);
    return this;
  }

  /**
   * Sets how grey levels become inputs.
   *
   * @param value the scaling, {@link Scaling#paper()} where none is set
   * @return this
   */
  public Trainer scaling(Scaling value) {
    scaling = value;
    return this;
  }

  /**
   * Sets the seed of all that is drawn: the start, the shuffling, the distortions, the samples of
   * the second derivatives.
   *
   * @param value any number, 1 where none is set
   * @return this
   */
  public Trainer seed(long value) {
    seed = value;
    return this;
  }

  /**
   * Starts from these parameters and not from drawn ones.
   *
   * @param values the network's flat parameter vector
   * @return this
   */
  public Trainer parameters(float[] values) {
    parameters = Optional.of(values.clone());
    return this;
  }

  /**
   * Goes on from a model: its network, parameters and scaling.
   *
   * @param model a model for the classes of the training set
   * @return this
   */
  public Trainer from(Model model) {
    return network(model.network()).scaling(model.scaling()).parameters(model.parameters());
  }

  /**
   * Limits the number of updates, counted from the start of the run.
   *
   * @param most at least 1
   * @return this
   */
  public Trainer steps(long most) {
    if (most < 1) {
      throw new IllegalArgumentException("steps " + most + ", wanted at least 1");
    }
    stepLimit = OptionalLong.of(most);
    return this;
  }

  /**
   * Sets the images that are evaluated after each pass.
   *
   * @param images images of the training images' size and classes, or none
   * @return this
   */
  public Trainer test(Optional<LabelledImages> images) {
    test = images;
    return this;
  }

  /**
   * Sets the images that are evaluated after each pass.
   *
   * @param images images of the training images' size and classes
   * @return this
   */
  public Trainer test(LabelledImages images) {
    return test(Optional.of(images));
  }

  /**
   * Sets the images by which passes are compared. They are evaluated after each pass; their error
   * is told beside that of the test images, and never as the model's test error.
   *
   * @param images images of the training images' size and classes, or none
   * @return this
   */
  public Trainer validation(Optional<LabelledImages> images) {
    validation = images;
    return this;
  }

  /**
   * Sets the images by which passes are compared.
   *
   * @param images images of the training images' size and classes
   * @return this
   */
  public Trainer validation(LabelledImages images) {
    return validation(Optional.of(images));
  }

  /**
   * Adds a listener.
   *
   * @param listener it is called after those that were added before
   * @return this
   */
  public Trainer listen(TrainingListener listener) {
    listeners.add(listener);
    return this;
  }

  /**
   * Writes a checkpoint after each pass, and where the run is stopped in the middle of one.
   *
   * @param file the file, replaced each time in one step
   * @return this
   */
  public Trainer checkpoint(Path file) {
    checkpoint = Optional.of(file);
    return this;
  }

  /**
   * Says what else the model should tell of where it comes from: the name of its data, notes. The
   * loss, the recipe with its settings, the seed, the passes and the error reached are added.
   *
   * @param known what is known
   * @return this
   */
  public Trainer provenance(Provenance known) {
    provenance = known;
    return this;
  }

  /**
   * Goes on from a checkpoint: on the same device, bit for bit as if the run had never stopped. The
   * trainer must otherwise be set as it was; only the number of passes and the limit on steps may
   * be larger, the passes only where the recipe is {@link Recipe#extendable()}.
   *
   * @param checkpoint the checkpoint
   * @return this
   */
  public Trainer resume(Checkpoint checkpoint) {
    resumed = Optional.of(checkpoint);
    return this;
  }

  /**
   * Trains.
   *
   * @param training the training set
   * @return what came of it; {@link TrainingResult#end()} says why it ended
   * @throws IllegalArgumentException if images, network and parameters do not fit together, or
   *     differ from those of the checkpoint to go on from
   * @throws NotFiniteException if a loss was not finite
   * @throws DeviceException if the device failed
   * @throws UncheckedIOException if the checkpoint could not be written
   */
  public TrainingResult train(LabelledImages training) {
    check(training);
    return TrainingLoop.run(this, training);
  }

  Network networkFor(LabelledImages training) {
    return network.orElseGet(() -> Network.lenet5(Centers.forClasses(training.classes())));
  }

  private static void requireClasses(String set, LabelledImages images, LabelledImages training) {
    if (!images.classes().equals(training.classes())) {
      throw new IllegalArgumentException(
          "%s: classes %s, wanted those of the training set, %s"
              .formatted(set, images.classes(), training.classes()));
    }
  }

  private void check(LabelledImages training) {
    if (training.count() == 0) {
      throw new IllegalArgumentException("training: no images, wanted at least one");
    }
    int classes = training.classes().size();
    Network trained = networkFor(training);
    if (trained.output().area() != 1 || trained.classes() != classes) {
      throw new IllegalArgumentException(
          "training: %d classes for a network with outputs %s, wanted %d@1x1"
              .formatted(classes, trained.output(), classes));
    }
    Readout.of(recipe.settings().loss(), PlanSpec.training(trained, 1));
    test.ifPresent(images -> requireClasses("test set", images, training));
    validation.ifPresent(images -> requireClasses("validation set", images, training));
    parameters.ifPresent(
        values -> {
          if (values.length != trained.parameterCount()) {
            throw new IllegalArgumentException(
                "training: "
                    + values.length
                    + " parameters to start from, wanted "
                    + trained.parameterCount());
          }
        });
    resumed.ifPresent(checkpoint -> checkpoint.requireSame(this, training));
  }
}
