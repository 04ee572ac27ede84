package io.github.lenetcl.serve;

import io.github.lenetcl.compute.BackendProvider;
import io.github.lenetcl.compute.Backends;
import io.github.lenetcl.compute.DeviceException;
import io.github.lenetcl.compute.DeviceInfo;
import io.github.lenetcl.compute.Selection;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.Models;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The models and devices that requests may choose. A model is put on a device when it is first
 * asked for there, and stays.
 */
final class Engines implements AutoCloseable {

  private final Limits limits;
  private final Metrics metrics;
  private final Selection first;
  private final List<DeviceInfo> devices;
  private final Map<String, Model> models = new LinkedHashMap<>();
  private final Map<String, Selection> selections = new LinkedHashMap<>();
  private final Map<String, Engine> engines = new LinkedHashMap<>();
  private final String usual;

  /**
   * Begins with one model on one device.
   *
   * @param usual the name of the model that is asked where a request names none
   * @param model that model
   * @param device the device, which stays the caller's to close
   */
  Engines(String usual, Model model, Selection device, Limits limits, Metrics metrics) {
    this.usual = usual;
    this.first = device;
    this.limits = limits;
    this.metrics = metrics;
    this.devices = reachable(device.backend().device());
    models.put(usual, model);
    selections.put(device.backend().device().id(), device);
  }

  private static List<DeviceInfo> reachable(DeviceInfo first) {
    List<DeviceInfo> all = new ArrayList<>(List.of(first));
    for (BackendProvider provider : Backends.providers()) {
      try {
        provider.devices().stream()
            .filter(device -> !device.id().equals(first.id()))
            .filter(device -> !device.id().startsWith("cpu:"))
            .forEach(all::add);
      } catch (DeviceException e) {
        // There are none of that kind; what there is can still be chosen.
      }
    }
    return List.copyOf(all);
  }

  /** The names of the models, the usual one first. */
  List<String> names() {
    List<String> names = new ArrayList<>(List.of(usual));
    Models.BUNDLED.stream().filter(name -> !name.equals(usual)).forEach(names::add);
    return names;
  }

  /** The devices, the usual one first. */
  List<DeviceInfo> devices() {
    return devices;
  }

  String usual() {
    return usual;
  }

  /** The engine that a request asks for. */
  Engine of(Request request, String standard) {
    String model = request.query("model").orElse(standard);
    String device = request.query("device").orElse(first.backend().device().id());
    return engine(model, device);
  }

  /** Which model reads lines where a request names none. */
  String forLines(ReaderKind kind) {
    boolean bundled = Models.BUNDLED.contains(usual);
    return bundled ? kind.model() : usual;
  }

  synchronized Model model(String name) {
    Model known = models.get(name);
    if (known != null) {
      return known;
    }
    if (!names().contains(name)) {
      throw Problem.bad("query: model is \"" + name + "\", wanted " + String.join(", ", names()));
    }
    try {
      Model bundled = Models.bundled(name);
      models.put(name, bundled);
      return bundled;
    } catch (IOException e) {
      throw Problem.of(503, e.getMessage());
    }
  }

  /** Finds a model on a device, and puts it there where it is not yet. */
  synchronized Engine engine(String name, String device) {
    Engine known = engines.get(name + "\n" + device);
    if (known != null) {
      return known;
    }
    Model model = model(name);
    try {
      Engine engine = new Engine(name, model, selection(device).backend(), limits, metrics);
      engines.put(name + "\n" + device, engine);
      return engine;
    } catch (DeviceException e) {
      throw Problem.of(503, e.getMessage());
    }
  }

  private Selection selection(String device) {
    Optional<DeviceInfo> info =
        devices.stream().filter(each -> each.id().equals(device)).findFirst();
    if (info.isEmpty()) {
      throw Problem.bad(
          "query: device is \"%s\", wanted %s"
              .formatted(device, String.join(", ", devices.stream().map(DeviceInfo::id).toList())));
    }
    return selections.computeIfAbsent(device, Backends::open);
  }

  @Override
  public synchronized void close() {
    engines.values().forEach(Engine::close);
    engines.clear();
    selections.values().stream().filter(each -> each != first).forEach(Selection::close);
  }
}
