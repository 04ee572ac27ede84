package io.github.lenetcl.serve;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.lenetcl.compute.Backends;
import io.github.lenetcl.compute.Selection;
import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.model.Models;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import javax.imageio.ImageIO;

/** A service on any free port, with the bundled model, and what asks it. */
public final class ServiceForTests implements AutoCloseable {

  private final Selection device = Backends.open("cpu");
  private final HttpClient client = HttpClient.newHttpClient();
  private final Service service;

  /** Starts one with the usual limits. */
  public ServiceForTests() throws IOException {
    this(Optional.empty(), Limits.USUAL, Optional.empty());
  }

  /** Starts one that is asked by a browser on however slow a machine. */
  public static ServiceForTests patient() throws IOException {
    Limits usual = Limits.USUAL;
    Limits patient =
        new Limits(
            usual.bodyBytes(),
            usual.pixels(),
            usual.pictures(),
            usual.queue(),
            usual.gathering(),
            Duration.ofMinutes(2));
    return new ServiceForTests(Optional.empty(), patient, Optional.empty());
  }

  ServiceForTests(Optional<String> token, Limits limits, Optional<TrainingFeed> training)
      throws IOException {
    service =
        new Service(
            "best",
            Models.bundled("best"),
            device,
            new ServiceOptions("127.0.0.1", 0, token, limits),
            training);
  }

  Service service() {
    return service;
  }

  /** Returns the page's address. */
  public String address() {
    return service.address();
  }

  /** Returns a request that is still to get its method and body. */
  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path));
  }

  HttpResponse<String> post(String path, String type, byte[] body)
      throws IOException, InterruptedException {
    return send(request(path).header("Content-Type", type).POST(BodyPublishers.ofByteArray(body)));
  }

  static JsonObject json(HttpResponse<String> response) {
    return JsonParser.parseString(response.body()).getAsJsonObject();
  }

  /** Returns an answer of a response. */
  static JsonObject answer(HttpResponse<String> response, int index) {
    JsonElement answers = json(response).get("answers");
    return answers.getAsJsonArray().get(index).getAsJsonObject();
  }

  /** Returns the first embedded test digit of a class as a PNG file, dark on light. */
  public static byte[] digit(int label) throws IOException {
    LabelledImages set = DataSets.embedded().test().orElseThrow();
    int which = 0;
    while (set.label(which) != label) {
      which++;
    }
    BufferedImage picture =
        new BufferedImage(set.width(), set.height(), BufferedImage.TYPE_BYTE_GRAY);
    byte[] grey = set.image(which);
    for (int i = 0; i < grey.length; i++) {
      picture.getRaster().setSample(i % set.width(), i / set.width(), 0, 255 - (grey[i] & 0xff));
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", file);
    return file.toByteArray();
  }

  @Override
  public void close() {
    service.close();
    device.close();
  }
}
