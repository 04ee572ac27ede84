package io.github.lenetcl.fitting;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.DeviceException;
import io.github.lenetcl.compute.GreyImages;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.ResidentImages;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Tally;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.evaluation.Answer;
import io.github.lenetcl.evaluation.Classifier;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.Provenance;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.network.UpdateRule;
import io.github.lenetcl.training.DescentRecipe;
import io.github.lenetcl.training.Initialization;
import io.github.lenetcl.training.NotFiniteException;
import io.github.lenetcl.training.Preset;
import io.github.lenetcl.training.Recipe;
import io.github.lenetcl.training.Schedule;
import io.github.lenetcl.training.Settings;
import io.github.lenetcl.training.Trainer;
import io.github.lenetcl.training.TrainingResult;
import java.util.List;
import java.util.Optional;

/**
 * A network with its loss, its optimiser and a device: ready to be fitted, evaluated and asked.
 *
 * <pre>{@code
 * try (Selection device = Backends.open("auto");
 *     Compiled model =
 *         Compiled.of(
 *             device.backend(), network, new Loss.CrossEntropy(1), new UpdateRule.Adam(0.001f))) {
 *   History history = model.fit(data.training(), Fit.epochs(5).withValidationSplit(0.1));
 *   Score score = model.evaluate(data.test().orElseThrow());
 *   List<Answer> answers = model.predict(images);
 * }
 * }</pre>
 *
 * <p>The same seed, images and calls give the same parameters on the same device, bit for bit. Not
 * safe for use by several threads at once.
 */
public final class Compiled implements AutoCloseable {

  private static final int BATCH = 32;
  private static final int CAPACITY = 256;

  private final Backend backend;
  private final Network network;
  private Recipe recipe;
  private Scaling scaling;
  private long seed = 1;
  private List<String> classes;
  private Optional<float[]> parameters = Optional.empty();
  private Provenance provenance = Provenance.unknown();
  private Optional<Classifier> classifier = Optional.empty();

  private Compiled(Backend backend, Network network, Recipe recipe, Scaling scaling) {
    this.backend = backend;
    this.network = network;
    this.recipe = recipe;
    this.scaling = scaling;
    this.classes = LabelledImages.numbered(network.classes());
    this.provenance = provenance.withLoss(recipe.settings().loss());
  }

  /**
   * Compiles a network: inputs of 0 to 1, batches of 32, Keras' start of the weights, seed 1.
   *
   * @param backend the device, which stays the caller's to close
   * @param network the network
   * @param loss what is minimised
   * @param optimizer how parameters change, at its rate throughout
   * @return the network, with drawn parameters
   */
  public static Compiled of(Backend backend, Network network, Loss loss, UpdateRule optimizer) {
    return new Compiled(
        backend, network, new DescentRecipe(loss, optimizer, BATCH, 1), Scaling.unit());
  }

  /**
   * Compiles a trained model, to be trained further: its parameters, classes and scaling.
   *
   * @param backend the device, which stays the caller's to close
   * @param model the model
   * @param loss what is minimised
   * @param optimizer how parameters change, at its rate throughout
   * @return the network, with the model's parameters
   */
  public static Compiled of(Backend backend, Model model, Loss loss, UpdateRule optimizer) {
    Compiled compiled = of(backend, model.network(), loss, optimizer).scaling(model.scaling());
    compiled.classes = model.classes();
    return compiled.parameters(model.parameters());
  }

  /**
   * Compiles a network as its preset has it.
   *
   * @param backend the device, which stays the caller's to close
   * @param preset the network, its recipe and its scaling
   * @return the network, with drawn parameters
   */
  public static Compiled of(Backend backend, Preset preset) {
    return new Compiled(backend, preset.network(), preset.recipe(), preset.scaling());
  }

  /**
   * Sets how grey levels become inputs.
   *
   * @param value the scaling
   * @return this
   */
  public Compiled scaling(Scaling value) {
    scaling = value;
    changed();
    return this;
  }

  /**
   * Sets the start of the parameters.
   *
   * @param value the start
   * @return this
   */
  public Compiled start(Initialization value) {
    recipe = recipe.with(settings -> settings.withStart(value));
    changed();
    return this;
  }

  /**
   * Sets how the rate goes over the passes of a fit; its rate replaces the optimiser's.
   *
   * @param value such as {@code new Schedule.WarmUp(1, new Schedule.Cosine(0.002f, 0))}
   * @return this
   * @throws IllegalStateException if the network was compiled by a preset whose recipe has a
   *     schedule of its own
   */
  public Compiled schedule(Schedule value) {
    if (!(recipe instanceof DescentRecipe descent)) {
      throw new IllegalStateException("recipe " + recipe.name() + " has a schedule of its own");
    }
    recipe = descent.withSchedule(value);
    changed();
    return this;
  }

  /**
   * Sets the seed of all that is drawn.
   *
   * @param value any number
   * @return this
   */
  public Compiled seed(long value) {
    seed = value;
    changed();
    return this;
  }

  /**
   * Sets the parameters.
   *
   * @param values the network's flat parameter vector
   * @return this
   * @throws IllegalArgumentException if there are not as many
   */
  public Compiled parameters(float[] values) {
    if (values.length != network.parameterCount()) {
      throw new IllegalArgumentException(
          "%d parameters, wanted %d".formatted(values.length, network.parameterCount()));
    }
    parameters = Optional.of(values.clone());
    changed();
    return this;
  }

  /** {@return a copy of the parameters as they are now} */
  public float[] parameters() {
    return parameters
        .map(float[]::clone)
        .orElseGet(() -> recipe.settings().start().draw(network, seed));
  }

  /** {@return the network} */
  public Network network() {
    return network;
  }

  /** {@return the network with its parameters as they are now, to be saved} */
  public Model model() {
    return new Model(network, parameters(), classes, scaling, provenance);
  }

  /**
   * Trains, from the parameters as they are now. What an optimiser remembers of its steps begins
   * anew.
   *
   * @param images the images
   * @param fit how
   * @return what came of each pass
   * @throws IllegalArgumentException if images and network do not fit together
   * @throws NotFiniteException if a loss was not finite
   * @throws DeviceException if the device failed
   */
  public History fit(LabelledImages images, Fit fit) {
    int kept = (int) (images.count() * fit.validationSplit());
    if (kept == 0 && fit.validationSplit() > 0) {
      throw new IllegalArgumentException(
          "fit: validation split %s of %d images keeps none of them, wanted at least %s"
              .formatted(fit.validationSplit(), images.count(), 1.0 / images.count()));
    }
    LabelledImages training = images.range(0, images.count() - kept);
    Optional<LabelledImages> validation =
        kept > 0 ? Optional.of(images.range(training.count(), images.count())) : fit.validation();
    classes = training.classes();
    fit.callbacks().forEach(callback -> callback.started(this));
    Watching watching = new Watching(this, fit.callbacks());
    TrainingResult result =
        new Trainer(backend, recipe.with(settings -> applied(fit, settings)))
            .network(network)
            .scaling(scaling)
            .seed(seed)
            .parameters(parameters())
            .validation(validation)
            .listen(watching)
            .train(training);
    reached(result.model());
    fit.callbacks().forEach(callback -> callback.finished(this));
    return new History(watching.epochs());
  }

  private static Settings applied(Fit fit, Settings settings) {
    return settings
        .withPasses(fit.epochs().orElse(settings.passes()))
        .withBatch(fit.batch().orElse(settings.batch()))
        .withShuffled(fit.shuffled());
  }

  /** A pass is over, with these parameters. */
  void reached(Model model) {
    parameters = Optional.of(model.parameters());
    provenance = model.provenance();
    changed();
  }

  /**
   * Counts how well the network does.
   *
   * @param images the images, at least one
   * @return loss and accuracy
   * @throws IllegalArgumentException if images and network do not fit together
   * @throws DeviceException if the device failed
   */
  public Score evaluate(LabelledImages images) {
    GreyImages grey = GreyImages.of(images);
    try (ResidentImages resident = backend.load(grey, scaling);
        Plan plan = backend.plan(PlanSpec.inference(network, CAPACITY))) {
      plan.write(Vector.PARAMETERS, parameters());
      Tally tally = plan.evaluate(recipe.settings().loss(), Source.Samples.all(resident)).await();
      return new Score(tally.samples(), tally.meanLoss(), 1 - tally.errorRate());
    }
  }

  /**
   * Says what images show.
   *
   * @param images the images; their labels are not looked at
   * @return an answer for each: the probabilities of the classes where the network gives them, and
   *     penalties
   * @throws IllegalArgumentException if images and network do not fit together
   * @throws DeviceException if the device failed
   */
  public List<Answer> predict(LabelledImages images) {
    return classifier().classify(images);
  }

  /**
   * Says what one input shows.
   *
   * @param input a value for each of the network's inputs, as they are, map by map, row by row
   * @return the answer
   * @throws IllegalArgumentException if the values are not as many as the network's inputs
   * @throws DeviceException if the device failed
   */
  public Answer predict(float[] input) {
    return classifier().classify(input);
  }

  private Classifier classifier() {
    if (classifier.isEmpty()) {
      classifier = Optional.of(new Classifier(backend, model()));
    }
    return classifier.get();
  }

  private void changed() {
    close();
  }

  /** Frees what predictions hold on the device; the network can still be used. */
  @Override
  public void close() {
    classifier.ifPresent(Classifier::close);
    classifier = Optional.empty();
  }
}
