package io.github.lenetcl.serve.browser;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A page in a browser of its own without a window, steered by the DevTools protocol. */
final class Chromium implements AutoCloseable {

  private static final String LISTENING = "DevTools listening on ws://";
  private static final long PATIENCE_SECONDS = 60;

  private final Process process;
  private final WebSocket socket;
  private final AtomicInteger last = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonObject>> pending = new ConcurrentHashMap<>();
  private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  private Chromium(Process process, URI page) {
    this.process = process;
    this.socket =
        HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(page, new Ear()).join();
  }

  /** Returns where a browser is on this machine, if there is one. */
  static Optional<Path> find() {
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .flatMap(
            name ->
                Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts a browser with a profile of its own in a folder that is there and empty. */
  static Chromium start(Path program, Path profile) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--use-fake-device-for-media-stream",
                "--use-fake-ui-for-media-stream",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .start();
    String address = address(process);
    HttpRequest list =
        HttpRequest.newBuilder(URI.create("http://" + address + "/json/list")).build();
    for (int attempt = 0; attempt < 100; attempt++) {
      String body = HttpClient.newHttpClient().send(list, BodyHandlers.ofString()).body();
      for (JsonElement each : JsonParser.parseString(body).getAsJsonArray()) {
        JsonObject target = each.getAsJsonObject();
        if (target.get("type").getAsString().equals("page")) {
          String socket = target.get("webSocketDebuggerUrl").getAsString();
          Chromium browser = new Chromium(process, URI.create(socket));
          List.of("Page", "Runtime", "Log", "Network").forEach(d -> browser.send(d + ".enable"));
          return browser;
        }
      }
      Thread.sleep(100);
    }
    process.destroyForcibly();
    throw new IOException("the browser has no page");
  }

  private static String address(Process process) throws IOException {
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    StringBuilder told = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      told.append(line).append('\n');
      int at = line.indexOf(LISTENING);
      if (at >= 0) {
        Thread drain = new Thread(() -> output.lines().forEach(rest -> {}), "browser output");
        drain.setDaemon(true);
        drain.start();
        return line.substring(at + LISTENING.length()).split("/")[0];
      }
    }
    throw new IOException("the browser did not start: " + told);
  }

  /** Hears answers and events. */
  private final class Ear implements WebSocket.Listener {

    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
      text.append(part);
      if (isLast) {
        heard(JsonParser.parseString(text.toString()).getAsJsonObject());
        text.setLength(0);
      }
      from.request(1);
      return null;
    }
  }

  private void heard(JsonObject message) {
    if (message.has("id")) {
      pending.remove(message.get("id").getAsInt()).complete(message);
      return;
    }
    JsonObject parameters = message.getAsJsonObject("params");
    switch (message.get("method").getAsString()) {
      case "Runtime.exceptionThrown" -> complaints.add(parameters.toString());
      case "Log.entryAdded" -> {
        JsonObject entry = parameters.getAsJsonObject("entry");
        if (entry.get("level").getAsString().equals("error")) {
          complaints.add(entry.toString());
        }
      }
      case "Runtime.consoleAPICalled" -> {
        if (parameters.get("type").getAsString().equals("error")) {
          complaints.add(parameters.toString());
        }
      }
      case "Network.requestWillBeSent" ->
          asked.add(parameters.getAsJsonObject("request").get("url").getAsString());
      default -> {}
    }
  }

  /** Sends a command, with names and values in turn, and returns its result. */
  JsonObject send(String method, Object... parameters) {
    JsonObject message = new JsonObject();
    int id = last.incrementAndGet();
    message.addProperty("id", id);
    message.addProperty("method", method);
    JsonObject values = new JsonObject();
    for (int i = 0; i < parameters.length; i += 2) {
      values.add((String) parameters[i], new Gson().toJsonTree(parameters[i + 1]));
    }
    message.add("params", values);
    CompletableFuture<JsonObject> answer = new CompletableFuture<>();
    pending.put(id, answer);
    socket.sendText(message.toString(), true).join();
    JsonObject told = answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    if (told.has("error")) {
      throw new IllegalStateException(method + ": " + told.get("error"));
    }
    return told.getAsJsonObject("result");
  }

  /** Opens pages one after the other and waits for the last, ours, to be ready. */
  void open(String... addresses) {
    for (String address : addresses) {
      send("Page.navigate", "url", address);
    }
    waitFor("document.documentElement?.dataset.ready === 'true'");
  }

  /** Evaluates an expression in the page. */
  JsonElement evaluate(String expression) {
    JsonObject result =
        send(
            "Runtime.evaluate",
            "expression",
            expression,
            "returnByValue",
            true,
            "awaitPromise",
            true);
    if (result.has("exceptionDetails")) {
      throw new IllegalStateException(expression + ": " + result.get("exceptionDetails"));
    }
    JsonElement value = result.getAsJsonObject("result").get("value");
    return value == null ? JsonNull.INSTANCE : value;
  }

  String text(String id) {
    return evaluate("document.getElementById('" + id + "').textContent.trim()").getAsString();
  }

  /** Waits until an expression is true, or fails with what the page shows. */
  void waitFor(String condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!evaluate("Boolean(" + condition + ")").getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            condition + " did not come true; the page: " + evaluate("document.body.innerText"));
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Sets the size of the page and its colours. */
  void show(int width, int height, boolean dark) {
    send(
        "Emulation.setDeviceMetricsOverride",
        "width",
        width,
        "height",
        height,
        "deviceScaleFactor",
        1,
        "mobile",
        width < 600);
    Map<String, String> colours =
        Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
    send("Emulation.setEmulatedMedia", "features", List.of(colours));
  }

  /** Draws a stroke with the mouse, in parts of an element's width from its left and top. */
  void stroke(String id, double... places) {
    for (int i = 0; i < places.length; i += 2) {
      double[] at = within(id, places[i], places[i + 1]);
      mouse(i == 0 ? "mousePressed" : "mouseMoved", at[0], at[1]);
      if (i == places.length - 2) {
        mouse("mouseReleased", at[0], at[1]);
      }
    }
  }

  /** The same with a finger. */
  void touch(String id, double... places) {
    send("Emulation.setTouchEmulationEnabled", "enabled", true);
    for (int i = 0; i < places.length; i += 2) {
      double[] at = within(id, places[i], places[i + 1]);
      send(
          "Input.dispatchTouchEvent",
          "type",
          i == 0 ? "touchStart" : "touchMove",
          "touchPoints",
          List.of(Map.of("x", at[0], "y", at[1])));
    }
    send("Input.dispatchTouchEvent", "type", "touchEnd", "touchPoints", List.of());
    send("Emulation.setTouchEmulationEnabled", "enabled", false);
  }

  private double[] within(String id, double right, double down) {
    JsonArray box =
        evaluate(
                "(b => [b.left, b.top, b.width])(document.getElementById('%s').getBoundingClientRect())"
                    .formatted(id))
            .getAsJsonArray();
    double width = box.get(2).getAsDouble();
    return new double[] {
      box.get(0).getAsDouble() + right * width, box.get(1).getAsDouble() + down * width
    };
  }

  /** Points at a place of the window, without pressing. */
  void point(double x, double y) {
    send("Input.dispatchMouseEvent", "type", "mouseMoved", "x", x, "y", y);
  }

  void mouse(String type, double x, double y) {
    send(
        "Input.dispatchMouseEvent",
        "type",
        type,
        "x",
        x,
        "y",
        y,
        "button",
        "left",
        "buttons",
        type.equals("mouseReleased") ? 0 : 1,
        "clickCount",
        1);
  }

  /** Presses keys one after the other, by their names. */
  void press(String... keys) {
    for (String key : keys) {
      boolean written = key.length() == 1;
      int code =
          switch (key) {
            case "Tab" -> 9;
            case "Enter" -> 13;
            case "Escape" -> 27;
            case "ArrowLeft" -> 37;
            case "ArrowUp" -> 38;
            case "ArrowRight" -> 39;
            case "ArrowDown" -> 40;
            case "Delete" -> 46;
            default -> key.charAt(0);
          };
      send(
          "Input.dispatchKeyEvent",
          "type",
          written ? "keyDown" : "rawKeyDown",
          "key",
          key,
          "text",
          written ? key : "",
          "windowsVirtualKeyCode",
          code);
      send("Input.dispatchKeyEvent", "type", "keyUp", "key", key, "windowsVirtualKeyCode", code);
    }
  }

  /** Drops a file on the middle of an element. */
  void drop(String id, Path file) {
    JsonArray at =
        evaluate(
                "(b => [b.left + b.width / 2, b.top + b.height / 2])"
                    + "(document.getElementById('%s').getBoundingClientRect())".formatted(id))
            .getAsJsonArray();
    Map<String, Object> data =
        Map.of("items", List.of(), "files", List.of(file.toString()), "dragOperationsMask", 1);
    for (String type : List.of("dragEnter", "dragOver", "drop")) {
      send(
          "Input.dispatchDragEvent",
          "type",
          type,
          "x",
          at.get(0).getAsDouble(),
          "y",
          at.get(1).getAsDouble(),
          "data",
          data);
    }
  }

  /** Takes a picture of the whole page. */
  void photograph(Path file) throws IOException {
    JsonObject size = send("Page.getLayoutMetrics").getAsJsonObject("cssContentSize");
    JsonObject clip = size.deepCopy();
    clip.addProperty("scale", 1);
    JsonObject picture =
        send(
            "Page.captureScreenshot", "format", "png", "captureBeyondViewport", true, "clip", clip);
    Files.createDirectories(file.getParent());
    Files.write(file, Base64.getDecoder().decode(picture.get("data").getAsString()));
  }

  /** Returns the errors that the console shows. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** Takes complaints back that a test meant to cause. */
  void forget(String words) {
    complaints.removeIf(complaint -> complaint.contains(words));
  }

  /** Forgets what was asked, where a test asks another service of ours. */
  void forgetAsked() {
    asked.clear();
  }

  /** Returns the addresses that were asked for. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  @Override
  public void close() {
    try {
      send("Browser.close");
    } catch (RuntimeException e) {
      // It may be gone before it answers.
    }
    process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
    process.destroyForcibly();
  }
}
