package io.github.lenetcl.model.onnx;

import io.github.lenetcl.data.BadInputException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The nodes of a graph that lead to its outputs, each behind those that it reads: some writers
 * order them otherwise.
 *
 * @param nodes the nodes
 * @param outputs the names of what the graph gives
 */
record SortedGraph(List<Place> nodes, List<String> outputs) {

  /**
   * A node and where it stands in the file.
   *
   * @param index its place among the file's nodes
   * @param node the node
   */
  record Place(int index, Node node) {
    String where(String file) {
      return file + ": node " + index + " " + Node.quote(node.op());
    }
  }

  /** Sorts a graph without recursion: a file may chain as many nodes as it likes. */
  static SortedGraph of(String file, Graph graph) throws BadInputException {
    Map<String, Integer> makers = new HashMap<>();
    for (int i = 0; i < graph.nodes().size(); i++) {
      for (String output : graph.nodes().get(i).outputs()) {
        if (!output.isEmpty() && makers.putIfAbsent(output, i) != null) {
          throw new BadInputException(
              file + ": " + Node.quote(output) + " is given by two nodes, wanted one");
        }
      }
    }
    List<String> outputs = graph.outputs().stream().map(Value::name).distinct().toList();
    for (String output : outputs) {
      if (!makers.containsKey(output)
          && graph.inputs().stream().noneMatch(input -> input.name().equals(output))) {
        throw BadInputException.of(file, "output", Node.quote(output), "what a node gives");
      }
    }
    List<Place> sorted = new ArrayList<>();
    Set<Integer> done = new HashSet<>();
    Set<Integer> open = new HashSet<>();
    Deque<Integer> stack = new ArrayDeque<>();
    outputs.stream().filter(makers::containsKey).map(makers::get).forEach(stack::push);
    while (!stack.isEmpty()) {
      int index = stack.peek();
      Node node = graph.nodes().get(index);
      if (done.contains(index)) {
        stack.pop();
        continue;
      }
      if (!open.add(index)) {
        stack.pop();
        done.add(index);
        sorted.add(new Place(index, node));
        continue;
      }
      for (String input : node.inputs()) {
        Integer maker = makers.get(input);
        if (maker == null || done.contains(maker)) {
          continue;
        }
        if (open.contains(maker)) {
          throw new BadInputException(
              new Place(index, node).where(file) + ": reads what is made of it, wanted no loop");
        }
        stack.push(maker);
      }
    }
    return new SortedGraph(List.copyOf(sorted), outputs);
  }

  /** Refuses operators that are none of ours, all of them at once. */
  void requireOurs(String file, Folding folding) throws BadInputException {
    Map<String, List<Integer>> others = new LinkedHashMap<>();
    for (Place place : nodes) {
      if (!Operators.isOurs(place.node().op(), folding)) {
        others.computeIfAbsent(place.node().op(), op -> new ArrayList<>()).add(place.index());
      }
    }
    if (!others.isEmpty()) {
      String list =
          others.entrySet().stream()
              .limit(12)
              .map(entry -> Node.quote(entry.getKey()) + " at node" + nodes(entry.getValue()))
              .collect(Collectors.joining(", "));
      String more = others.size() > 12 ? " and " + (others.size() - 12) + " others" : "";
      throw new BadInputException(
          "%s: operators that are no layers of ours: %s%s; wanted %s (onnxslim writes some networks"
                  .formatted(file, list, more, Operators.WANTED)
              + " more simply, and so does PyTorch's export with dynamo=False)");
    }
  }

  private static String nodes(List<Integer> indices) {
    String some = indices.stream().limit(3).map(Object::toString).collect(Collectors.joining(", "));
    return (indices.size() > 1 ? "s " : " ") + some + (indices.size() > 3 ? ", …" : "");
  }
}
