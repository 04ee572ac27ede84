package io.github.lenetcl.model.onnx;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.model.NamedTensor;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads a graph node by node, not as a list of patterns but by what each tensor is: values that are
 * known, which are computed, or what a step gives, with the places of its values and the function
 * made of each. A transposition before a flattening, weights that are reshaped, a function written
 * in five operators and the size of a batch that is looked up at run time need no case of their own
 * then.
 */
final class GraphReader {

  /** Read for so many samples where a graph leaves them free: a prime, told from any other side. */
  private static final int SAMPLES = 7919;

  /** The most values of a sample in all tensors together. */
  private static final long MOST_VALUES = 1 << 25;

  /** What makes no logarithms of logarithms of probabilities. */
  private static final Set<String> ENDS = Set.of("Exp", "Softmax", "ArgMax");

  private long left = MOST_VALUES;
  private final String file;
  private final boolean ours;
  private final Folding folding;
  private final LayoutReader layouts;
  private final PointReader points = new PointReader();
  private final SumReader sums = new SumReader();
  private final PoolReader poolings = new PoolReader();
  private final EndReader ends;
  private final BranchReader branches;
  private final SoftmaxReader softmaxes;
  private final AllSidesReader allSides = new AllSidesReader(points, poolings);
  private final Map<String, Term> terms = new HashMap<>();

  /** The tensors that hold the logarithms of what their terms say. */
  private final Set<String> logarithms = new HashSet<>();

  private final Set<String> notes;

  private GraphReader(String file, OnnxModel model, GraphInput input, Set<String> notes) {
    this.file = file;
    this.ours = model.isOurs();
    this.notes = notes;
    long values = 0;
    for (NamedTensor initializer : model.graph().initializers()) {
      values += initializer.size();
    }
    this.folding = new Folding(model.operatorSet(), values);
    int samples = input.samples() > 0 ? input.samples() : SAMPLES;
    this.layouts = new LayoutReader(samples);
    this.ends = new EndReader(model.operatorSet());
    this.branches = new BranchReader(points, layouts);
    this.softmaxes = new SoftmaxReader(points, layouts);
    for (NamedTensor initializer : model.graph().initializers()) {
      terms.put(initializer.name(), new Term.Known(Numbers.of(initializer)));
    }
    model.graph().texts().keySet().forEach(name -> terms.put(name, new Term.Texts()));
    terms.put(input.name(), input.term());
  }

  /**
   * Returns what the graph gives.
   *
   * @param file the file's name, for messages
   * @param model the content of the file
   * @param graph its nodes that lead to the output, in an order in which they can be read
   * @param input the input and how it is laid out
   * @param notes where to say what else there is to know
   */
  static Term.Given read(
      String file, OnnxModel model, SortedGraph graph, GraphInput input, Set<String> notes)
      throws BadInputException {
    GraphReader reader = new GraphReader(file, model, input, notes);
    for (SortedGraph.Place place : graph.nodes()) {
      try {
        reader.read(place.node());
      } catch (IllegalArgumentException | ArithmeticException e) {
        throw new BadInputException(
            place.where(file) + ": " + Node.line(String.valueOf(e.getMessage())), e);
      }
    }
    return reader.output(graph);
  }

  private Term.Given output(SortedGraph graph) throws BadInputException {
    Set<Step> steps = new LinkedHashSet<>();
    Optional<Term.Given> found = Optional.empty();
    for (String name : graph.outputs()) {
      Term term = terms.get(name);
      if (term instanceof Term.Chosen chosen) {
        found = found.or(() -> Optional.of(chosen.from()));
        steps.add(chosen.from().step());
        notes.add("the class that '" + Node.line(name) + "' names is left out: it is told anyway");
      } else if (term instanceof Term.Given given) {
        Term.Given last = points.settled(given);
        if (logarithms.contains(name)) {
          notes.add(
              "the model gives the probabilities of which '%s' has the logarithms"
                  .formatted(Node.line(name)));
        }
        found = Optional.of(last);
        steps.add(last.step());
      }
    }
    if (found.isEmpty() || steps.size() > 1) {
      throw BadInputException.of(
          file,
          "output",
          graph.outputs().stream().limit(3).map(Node::quote).collect(Collectors.joining(", ")),
          "one that layers give");
    }
    if (!found.get().isInOrder()) {
      throw BadInputException.of(
          file, "output", "in an order of its own or in part", "all that the last layer gives");
    }
    return found.get();
  }

  private void read(Node node) {
    List<Optional<Term>> inputs =
        node.inputs().stream()
            .map(name -> name.isEmpty() ? Optional.<Term>empty() : Optional.of(term(name)))
            .toList();
    boolean logarithm = !node.inputs().isEmpty() && logarithms.contains(node.inputs().get(0));
    List<Term> results = logarithm ? ofLogarithms(node, inputs) : results(node, inputs);
    boolean makes =
        node.op().equals("LogSoftmax") || node.op().equals("Log") || isLessLogarithm(node, inputs);
    if (logarithm && !ENDS.contains(node.op()) || makes && endsInSoftmax(results.get(0))) {
      logarithms.addAll(node.outputs());
    }
    for (Term result : results) {
      left -= result instanceof Term.Given given ? given.order().length : 0;
    }
    if (left < 0) {
      throw new IllegalArgumentException(
          "more values of one sample than %d in all tensors, wanted a smaller network"
              .formatted(MOST_VALUES));
    }
    for (int i = 0; i < Math.min(results.size(), node.outputs().size()); i++) {
      terms.put(node.outputs().get(i), results.get(i));
    }
  }

  /** Scores less the logarithm of the sum of their exponentials are a softmax's logarithms. */
  private static boolean isLessLogarithm(Node node, List<Optional<Term>> inputs) {
    return node.op().equals("Sub")
        && inputs.size() == 2
        && inputs.get(1).orElse(null) instanceof Term.Partial;
  }

  private static boolean endsInSoftmax(Term term) {
    return term instanceof Term.Given given
        && given.function().isSame()
        && given.step().operation() instanceof Operation.Soft;
  }

  /** The model gives probabilities where the graph has their logarithms. */
  private List<Term> ofLogarithms(Node node, List<Optional<Term>> inputs) {
    return switch (node.op()) {
      case "Exp", "Softmax", "LogSoftmax" -> List.of(inputs.get(0).orElseThrow());
      case "Identity", "Cast", "Reshape", "Flatten", "Squeeze", "Unsqueeze", "ArgMax" ->
          results(node, inputs);
      default ->
          throw Node.unfit(
              "input 0", "logarithms of probabilities", "Exp or the end of the graph behind them");
    };
  }

  private Term term(String name) {
    Term term = terms.get(name);
    if (term == null) {
      throw Node.unfit("input", Node.quote(name), "what a node before it gives");
    }
    return term;
  }

  private List<Term> results(Node node, List<Optional<Term>> inputs) {
    if (node.op().equals("Constant")) {
      return List.of(new Term.Known(Folding.constant(node)));
    }
    List<Optional<Numbers>> known =
        inputs.stream()
            .map(input -> input.filter(Term.Known.class::isInstance))
            .map(input -> input.map(term -> ((Term.Known) term).numbers()))
            .toList();
    boolean allKnown =
        inputs.stream().allMatch(term -> term.isEmpty() || term.get() instanceof Term.Known);
    if (allKnown && folding.canFold(node.op())) {
      return List.of(new Term.Known(folding.fold(node, known)));
    }
    Term first = inputs.isEmpty() ? null : inputs.get(0).orElse(null);
    if (node.op().equals("Split") && first instanceof Term.Given given) {
      return layouts.split(node, given, known);
    }
    if (node.op().equals("ai.onnx.ml.LinearClassifier") && first instanceof Term.Given given) {
      return ends.classifier(node, points.settled(given));
    }
    return List.of(result(node, inputs, known, first));
  }

  private Term result(
      Node node, List<Optional<Term>> inputs, List<Optional<Numbers>> known, Term first) {
    if (AllSidesReader.reads(node, first, known)) {
      return allSides.read(node, first, known);
    }
    if (SoftmaxReader.reads(node, inputs)) {
      return softmaxes.read(node, inputs, known);
    }
    if (Folding.binary(node.op()).isPresent()) {
      return binary(node, inputs);
    }
    if (node.op().equals("Concat")) {
      return branches.concat(node, inputs);
    }
    if (node.op().equals("Where")) {
      return points.chosen(node, inputs);
    }
    if (first instanceof Term.Chosen chosen) {
      return chosen;
    }
    if (node.op().endsWith("ArrayFeatureExtractor")
        && inputs.size() == 2
        && inputs.get(1).orElse(null) instanceof Term.Chosen chosen) {
      return chosen;
    }
    if (first instanceof Term.Apart apart && node.op().equals("ReduceSumSquare")) {
      return ends.radialBasis(node, apart, known);
    }
    if (!(first instanceof Term.Given given)) {
      throw Node.unfit("input 0", "known or of another kind", "what a layer gives");
    }
    return result(node, given, known);
  }

  private Term result(Node node, Term.Given given, List<Optional<Numbers>> known) {
    if (PointReader.isFunction(node.op()) && !node.op().equals("Log")) {
      return points.function(node, given, known);
    }
    return switch (node.op()) {
      case "Shape" -> new Term.Known(Folding.shape(node, layouts.whole(given)));
      case "Size" -> {
        double size = (double) layouts.whole(given)[0] * given.order().length;
        yield new Term.Known(new Numbers("", true, new int[0], new double[] {size}));
      }
      case "Identity" -> ours ? linear(node, given) : given;
      case "Cast" -> cast(node, given);
      case "Transpose" -> layouts.transpose(node, given);
      case "Reshape" -> flattened(node, given, layouts.reshape(node, given, known));
      case "Flatten" -> flattened(node, given, layouts.flatten(node, given));
      case "Squeeze" -> layouts.squeeze(node, given, known);
      case "Unsqueeze" -> layouts.unsqueeze(node, given, known);
      case "Slice" -> layouts.slice(node, given, known);
      case "Gather" -> layouts.gather(node, given, Folding.input(known, 1));
      case "Pad" -> pad(node, given, known);
      case "BatchNormalization" -> {
        if (node.integer("training_mode", 0) != 0) {
          notes.add("BatchNormalization was exported for training: read with its running values");
        }
        yield points.normalised(node, given, known);
      }
      case "Conv" -> sums.convolution(node, points.settled(given), known);
      case "Gemm", "MatMul" -> ProductReader.product(node, points.settled(given), known);
      case "Einsum" ->
          sums.unshared(node, points.settled(given), Folding.input(known, 1).real("input 1"));
      case "AveragePool", "MaxPool" -> poolings.windows(node, points.settled(given));
      case "GlobalAveragePool", "GlobalMaxPool", "ReduceMean", "ReduceMax", "ReduceSum" ->
          poolings.wholeMaps(node, points.settled(given), known);
      case "Dropout" -> dropout(node, points.settled(given), known);
      case "Softmax", "LogSoftmax" -> ends.softmax(node, points.settled(given));
      case "Log" -> log(node, given, known);
      case "ArgMax" -> new Term.Chosen(points.settled(given));
      case "ai.onnx.ml.Scaler" -> points.scaled(node, given);
      case "ai.onnx.ml.ZipMap" -> given;
      case "ai.onnx.ml.Normalizer" -> EndReader.normalized(node, points.settled(given));
      default -> throw new IllegalArgumentException("wanted " + Operators.WANTED);
    };
  }

  private Term log(Node node, Term.Given given, List<Optional<Numbers>> known) {
    if (given.step().operation() instanceof Operation.Soft && given.function().isSame()) {
      return given;
    }
    return points.function(node, given, known);
  }

  private Term linear(Node node, Term.Given given) {
    Term.Given before = points.settled(given);
    return before.of(before.step().then(new Operation.Points(PointFunction.SAME), node.title()));
  }

  private static Term cast(Node node, Term.Given given) {
    long to = node.integer("to", 1);
    if (!Folding.isReal(to)) {
      throw Node.unfit("to", to, "1 (float): inputs and what layers give are real numbers");
    }
    return given;
  }

  /** A flattening of values in their order is a layer; of others it is where weights go. */
  private Term.Given flattened(Node node, Term.Given before, Term.Given after) {
    boolean flat =
        after.sides().length == 1
            && before.sides().length > 1
            && before.step().shape().area() > 1
            && before.isInOrder();
    if (!flat) {
      return after;
    }
    Step step = points.settled(before).step();
    return Term.Given.all(step.then(new Operation.Flat(), node.title()), after.sides());
  }

  private Term pad(Node node, Term.Given given, List<Optional<Numbers>> known) {
    Term.Given before = points.settled(given);
    return layouts
        .pad(node, before, known)
        .<Term>map(
            zeros -> {
              boolean last = Maps.isChannelsLast(before) && !Maps.areMaps(before);
              Step step = before.step().then(new Operation.Padded(zeros), node.title());
              Term.Given maps = Term.Given.maps(step);
              int[] order = {1, 2, 0};
              return last
                  ? maps.at(
                      Places.transposed(maps.sides(), order), Places.pick(maps.sides(), order))
                  : maps;
            })
        .orElse(before);
  }

  private Term dropout(Node node, Term.Given given, List<Optional<Numbers>> known) {
    double rate =
        known.size() > 1 && known.get(1).isPresent()
            ? known.get(1).get().single("input 1")
            : node.number("ratio", 0.5f);
    return given.of(given.step().then(new Operation.Dropped((float) rate), node.title()));
  }

  private Term binary(Node node, List<Optional<Term>> inputs) {
    if (inputs.size() != 2) {
      throw Node.unfit("number of inputs", inputs.size(), 2);
    }
    Term left = inputs.get(0).orElse(null);
    Term right = inputs.get(1).orElse(null);
    if (left instanceof Term.Given given && right instanceof Term.Known known) {
      return points.combined(node, given, folding.aligned(node, given, known.numbers()), false);
    }
    if (left instanceof Term.Known known && right instanceof Term.Given given) {
      return points.combined(node, given, known.numbers(), true);
    }
    if (left instanceof Term.Given a && right instanceof Term.Given b) {
      boolean maps = node.op().equals("Add") && a.step() != b.step();
      return (maps ? branches.added(node, a, b) : Optional.<Term.Given>empty())
          .orElseGet(() -> points.both(node, a, b));
    }
    throw Node.unfit("inputs", "of other kinds", "what layers give and known values");
  }
}
