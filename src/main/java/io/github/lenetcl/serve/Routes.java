package io.github.lenetcl.serve;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is answered where. */
final class Routes {

  private final Map<String, Map<String, Route>> byPath = new TreeMap<>();
  private final Set<String> open = new TreeSet<>();

  void get(String path, Route route) {
    byPath.computeIfAbsent(path, key -> new LinkedHashMap<>()).put("GET", route);
  }

  void post(String path, Route route) {
    byPath.computeIfAbsent(path, key -> new LinkedHashMap<>()).put("POST", route);
  }

  /** Answered without a token: who asks learns nothing. */
  void getOpenly(String path, Route route) {
    get(path, route);
    open.add(path);
  }

  boolean isOpen(String path) {
    return open.contains(path);
  }

  /** What is answered: the methods by the paths. */
  Map<String, Set<String>> all() {
    Map<String, Set<String>> all = new TreeMap<>();
    byPath.forEach((path, methods) -> all.put(path, new TreeSet<>(methods.keySet())));
    return all;
  }

  boolean knows(String path) {
    return byPath.containsKey(path);
  }

  /** Finds what answers. */
  Route find(String method, String path) {
    Map<String, Route> methods = byPath.get(path);
    if (methods == null) {
      throw Problem.of(404, path + ": nothing is there; GET /openapi.json tells what is");
    }
    Route route = methods.get(method.equals("HEAD") ? "GET" : method);
    if (route == null) {
      String allowed = String.join(", ", methods.keySet());
      throw Problem.of(405, path + ": method " + method + ", wanted " + allowed, "Allow", allowed);
    }
    return route;
  }
}
