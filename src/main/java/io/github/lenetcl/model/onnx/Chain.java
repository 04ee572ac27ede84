package io.github.lenetcl.model.onnx;

import io.github.lenetcl.data.BadInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The operators of a graph in their order, each of which reads the tensor that the one before it
 * made; constants stand apart.
 */
final class Chain {

  /** A node and where it stands in the file. */
  private record Link(int index, Node node) {}

  private final String file;
  private final Constants constants;
  private final List<Link> links = new ArrayList<>();
  private int at;
  private String current;

  /**
   * Opens a graph.
   *
   * @param file the file's name, for messages
   * @param graph the graph
   * @param input the name of the tensor that it begins with
   */
  Chain(String file, Graph graph, String input) throws BadInputException {
    this.file = file;
    this.constants = new Constants(graph.initializers());
    this.current = input;
    for (int i = 0; i < graph.nodes().size(); i++) {
      Node node = graph.nodes().get(i);
      if (!node.op().equals("Constant")) {
        links.add(new Link(i, node));
        continue;
      }
      try {
        constants.add(node);
      } catch (IllegalArgumentException e) {
        throw new BadInputException(where(i, node) + ": " + e.getMessage(), e);
      }
    }
  }

  Constants constants() {
    return constants;
  }

  /** Returns the name of the tensor that the next node is to read. */
  String current() {
    return current;
  }

  boolean hasNext() {
    return at < links.size();
  }

  /** Goes to the next node. */
  Node next() {
    return links.get(at++).node();
  }

  /** Goes on with what a node made of the current tensor. */
  void follow(Node node) {
    if (!node.inputs().contains(current)) {
      String found = node.input(0).map(Node::quote).orElse("nothing");
      throw new IllegalArgumentException(
          "reads " + found + ", wanted " + Node.quote(current) + ": layers one behind the other");
    }
    current = node.output();
  }

  /** Goes to the next node and on with what it made, if it is of this kind. */
  Optional<Node> followed(String op) {
    if (!hasNext() || !links.get(at).node().op().equals(op)) {
      return Optional.empty();
    }
    Node node = links.get(at).node();
    if (!node.inputs().contains(current)) {
      return Optional.empty();
    }
    at++;
    current = node.output();
    return Optional.of(node);
  }

  /** Returns the nodes that come next, if they are of these kinds, without going to them. */
  List<Node> ahead(List<String> ops) {
    int end = Math.min(links.size(), at + ops.size());
    List<Node> nodes = links.subList(at, end).stream().map(Link::node).toList();
    return nodes.stream().map(Node::op).toList().equals(ops) ? nodes : List.of();
  }

  /** Passes nodes that {@link #ahead} returned, and goes on with what the last of them made. */
  void pass(List<Node> nodes) {
    at += nodes.size();
    current = nodes.get(nodes.size() - 1).output();
  }

  /** Returns the place of the node that was gone to last, for messages. */
  String where() {
    Link link = links.get(at - 1);
    return where(link.index(), link.node());
  }

  private String where(int index, Node node) {
    return file + ": node " + index + " " + Node.quote(node.op());
  }
}
