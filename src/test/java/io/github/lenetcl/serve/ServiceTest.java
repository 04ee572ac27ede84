package io.github.lenetcl.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceTest {

  private static final String JSON = "application/json";

  private static ServiceForTests service;

  @BeforeAll
  static void start() throws IOException {
    service = new ServiceForTests();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void answersAPictureInABody() throws Exception {
    HttpResponse<String> response =
        service.post("/v1/classify", "image/png", ServiceForTests.digit(3));
    assertEquals(200, response.statusCode(), response.body());
    JsonObject answer = ServiceForTests.answer(response, 0);
    assertEquals("3", answer.get("digit").getAsString());
    assertTrue(answer.get("confidence").getAsDouble() > 0.9, answer.toString());
    assertFalse(answer.get("rejected").getAsBoolean());
  }

  @Test
  void answersSeveralPicturesOfAFormInTheirOrder() throws Exception {
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    for (int label : new int[] {5, 2}) {
      form.writeBytes(
          ("--xyz\r\nContent-Disposition: form-data; name=\"p\"; filename=\"%d.png\"\r\n\r\n"
                  .formatted(label))
              .getBytes(StandardCharsets.UTF_8));
      form.writeBytes(ServiceForTests.digit(label));
      form.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }
    form.writeBytes("--xyz--\r\n".getBytes(StandardCharsets.UTF_8));
    HttpResponse<String> response =
        service.post("/v1/classify", "multipart/form-data; boundary=xyz", form.toByteArray());
    assertEquals(200, response.statusCode(), response.body());
    assertEquals("5.png", ServiceForTests.answer(response, 0).get("image").getAsString());
    assertEquals("5", ServiceForTests.answer(response, 0).get("digit").getAsString());
    assertEquals("2", ServiceForTests.answer(response, 1).get("digit").getAsString());
  }

  @Test
  void onePictureThatIsNoneDoesNotTakeTheOthersWithIt() throws Exception {
    String good = Base64.getEncoder().encodeToString(ServiceForTests.digit(4));
    String body =
        "{\"pictures\":[{\"picture\":\"%s\"},{\"picture\":\"AAAA\",\"name\":\"bad\"}]}"
            .formatted(good);
    HttpResponse<String> response =
        service.post("/v1/classify", JSON, body.getBytes(StandardCharsets.UTF_8));
    assertEquals(200, response.statusCode(), response.body());
    assertEquals("4", ServiceForTests.answer(response, 0).get("digit").getAsString());
    assertEquals(
        "bad: format is another one, wanted PNG, JPEG, TIFF, BMP, GIF or WebP",
        ServiceForTests.answer(response, 1).get("error").getAsString());
  }

  @Test
  void aBlankPictureIsNoDigit() throws Exception {
    byte[] body = "{\"pixels\":[[9,9,9],[9,9,9],[9,9,9]]}".getBytes(StandardCharsets.UTF_8);
    JsonObject answer = ServiceForTests.answer(service.post("/v1/classify", JSON, body), 0);
    assertTrue(answer.get("digit").isJsonNull(), answer.toString());
  }

  @Test
  void doubtfulAnswersAreRejectedWhereThatIsAsked() throws Exception {
    HttpResponse<String> response =
        service.post("/v1/classify?reject=1", "image/png", ServiceForTests.digit(3));
    JsonObject answer = ServiceForTests.answer(response, 0);
    assertTrue(answer.get("rejected").getAsBoolean(), answer.toString());
    assertTrue(answer.get("digit").isJsonNull(), answer.toString());
  }

  @Test
  void readsALine() throws Exception {
    byte[] line = Files.readAllBytes(Path.of("test-data/lines/wide/line00.png"));
    String wanted =
        Files.readAllLines(Path.of("test-data/lines/wide/labels.csv")).get(1).split(",")[1];
    HttpResponse<String> response =
        service.post("/v1/read?looks=1&pattern=%5Cd%7B5%7D&n_best=2", "image/png", line);
    assertEquals(200, response.statusCode(), response.body());
    assertEquals(wanted, ServiceForTests.answer(response, 0).get("number").getAsString());
    HttpResponse<String> drawing = service.post("/v1/explain?looks=1", "image/png", line);
    assertTrue(drawing.body().startsWith("<svg"), drawing.body());
  }

  @Test
  void tracesEveryLayer() throws Exception {
    HttpResponse<String> response =
        service.post("/v1/trace", "image/png", ServiceForTests.digit(7));
    JsonObject trace = ServiceForTests.json(response);
    List<String> names = new ArrayList<>();
    trace
        .getAsJsonArray("stages")
        .forEach(stage -> names.add(stage.getAsJsonObject().get("name").getAsString()));
    assertEquals(List.of("C1", "S2", "C3", "S4", "C5", "F6", "Output"), names);
    JsonObject last =
        trace.getAsJsonArray("stages").get(6).getAsJsonObject().getAsJsonObject("values");
    byte[] values = Base64.getDecoder().decode(last.get("data").getAsString());
    double seventh = ((values[14] & 0xff) | values[15] << 8) * last.get("unit").getAsDouble();
    double told =
        trace.getAsJsonObject("answer").getAsJsonObject("penalties").get("7").getAsDouble();
    assertEquals(told, seventh, 0.01);
  }

  @Test
  void whatUnitsSeeIsWhatThePaperSays() throws Exception {
    JsonObject network = ServiceForTests.json(service.get("/v1/network"));
    List<Integer> sizes = new ArrayList<>();
    List<Integer> steps = new ArrayList<>();
    network
        .getAsJsonArray("stages")
        .forEach(
            stage -> {
              JsonObject field = stage.getAsJsonObject().getAsJsonObject("field");
              sizes.add(field.get("size").getAsInt());
              steps.add(field.get("step").getAsInt());
            });
    assertEquals(List.of(5, 6, 14, 16, 32, 32, 32), sizes);
    assertEquals(List.of(1, 2, 2, 4), steps.subList(0, 4));
    JsonObject c3 = network.getAsJsonArray("stages").get(2).getAsJsonObject();
    assertEquals("[0,1,2]", c3.getAsJsonArray("sources").get(0).toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /v1/classify            | image/png        | ''                                   | 400 | body: empty
          /v1/classify            | image/png        | no picture                           | 400 | picture: format is another one, wanted PNG, JPEG, TIFF, BMP, GIF or WebP
          /v1/classify            | text/plain       | hello                                | 415 | Content-Type: "text/plain", wanted image/png
          /v1/classify            | application/json | {                                    | 400 | body: not JSON
          /v1/classify            | application/json | []                                   | 400 | body: no pictures
          /v1/classify            | application/json | 7                                    | 400 | picture: is 7, wanted an object
          /v1/classify            | application/json | {}                                   | 400 | picture: has no pixels, grey or picture
          /v1/classify            | application/json | {"pixels":[[1,2],[3]]}               | 400 | picture: row 1 is not a list of 2 levels
          /v1/classify            | application/json | {"pixels":[[1,256]]}                 | 400 | picture: row 0, column 1 is 256, wanted 0 to 255
          /v1/classify            | application/json | {"grey":"AAA=","width":2,"height":2} | 400 | picture: grey is 2 bytes, wanted 4
          /v1/classify            | application/json | {"grey":"*","width":2,"height":2}    | 400 | picture: grey is not Base64
          /v1/classify            | application/json | {"pixels":[[1]],"normalised":true}   | 400 | picture: normalised digit is 1 levels, wanted 28
          /v1/classify?modle=best | image/png        | x                                    | 400 | query: "modle", wanted model, device, reject
          /v1/classify?model=nope | image/png        | x                                    | 400 | query: model is "nope", wanted best, paper
          /v1/classify?device=tpu | image/png        | x                                    | 400 | query: device is "tpu", wanted cpu
          /v1/classify?reject=2   | image/png        | x                                    | 400 | query: reject is "2", wanted 0 to 1
          /v1/read?pattern=%5B    | image/png        | x                                    | 400 | query: pattern
          /v1/read?looks=3        | image/png        | x                                    | 400 | query: looks is "3", wanted 1 or 6
          /v1/nothing             | image/png        | x                                    | 404 | /v1/nothing: nothing is there
          /v1/models              | image/png        | x                                    | 405 | /v1/models: method POST, wanted GET
          /v1/training/stop       | image/png        | x                                    | 403 | X-Lenet: absent
          """)
  void badRequestsAreToldWhatIsWrong(
      String path, String type, String body, int status, String message) throws Exception {
    HttpResponse<String> response = service.post(path, type, body.getBytes(StandardCharsets.UTF_8));
    assertEquals(status, response.statusCode(), response.body());
    String told = ServiceForTests.json(response).get("error").getAsString();
    assertTrue(told.startsWith(message), told);
    assertEquals(1, told.lines().count());
  }

  @Test
  void requestsThatComeTogetherShareBatches() throws Exception {
    byte[] digit = ServiceForTests.digit(6);
    ExecutorService many = Executors.newFixedThreadPool(16);
    try {
      Callable<String> ask =
          () ->
              ServiceForTests.answer(service.post("/v1/classify", "image/png", digit), 0)
                  .get("digit")
                  .getAsString();
      for (Future<String> answer : many.invokeAll(Collections.nCopies(400, ask))) {
        assertEquals("6", answer.get());
      }
    } finally {
      many.shutdown();
    }
    String metrics = service.get("/metrics").body();
    assertTrue(value(metrics, "lenet_batch_pictures_sum{model=\"best\"") >= 400, metrics);
    assertTrue(
        value(metrics, "lenet_batch_pictures_count{model=\"best\"")
            < value(metrics, "lenet_batch_pictures_sum{model=\"best\""),
        metrics);
    assertEquals(0, value(metrics, "lenet_queue_pictures"));
    assertTrue(
        value(metrics, "lenet_requests_total{path=\"/v1/classify\",code=\"200\"") >= 400, metrics);
  }

  private static double value(String metrics, String start) {
    String line = metrics.lines().filter(each -> each.startsWith(start)).findFirst().orElseThrow();
    return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
  }

  @Test
  void moreThanTheQueueHoldsIsToldToComeAgain() throws Exception {
    Limits one = new Limits(1 << 20, 1000, 1, 1, Duration.ofMillis(2), Duration.ofSeconds(5));
    try (ServiceForTests small = new ServiceForTests(Optional.empty(), one, Optional.empty())) {
      byte[] two = "[{\"pixels\":[[1]]},{\"pixels\":[[1]]}]".getBytes(StandardCharsets.UTF_8);
      assertEquals(413, small.post("/v1/classify", JSON, two).statusCode());
      byte[] large = new byte[(1 << 20) + 1];
      assertEquals(413, small.post("/v1/classify", "image/png", large).statusCode());
      Admission admission = new Admission(1, new Metrics());
      admission.enter(1);
      Problem problem = assertThrows(Problem.class, () -> admission.enter(1));
      assertEquals(429, problem.status());
      assertEquals("1", problem.headers().get("Retry-After"));
      admission.leave(1);
      admission.enter(1);
    }
  }

  @Test
  void withATokenStrangersAreKeptOut() throws Exception {
    try (ServiceForTests closed =
        new ServiceForTests(Optional.of("secret"), Limits.USUAL, Optional.empty())) {
      assertEquals(401, closed.get("/v1/models").statusCode());
      assertEquals(200, closed.get("/healthz").statusCode());
      assertEquals(200, closed.get("/").statusCode());
      assertEquals(
          200,
          closed
              .send(closed.request("/v1/models").header("Authorization", "Bearer secret"))
              .statusCode());
      assertTrue(closed.address().endsWith("/#token=secret"), closed.address());
    }
  }

  /** A request whose body is only half there is in hand: it is waited for, and others are not. */
  @Test
  @Timeout(60)
  void theEndWaitsForWhatIsInHand() throws Exception {
    ServiceForTests ending = new ServiceForTests();
    byte[] digit = ServiceForTests.digit(1);
    int half = digit.length / 2;
    try (Socket inHand = new Socket("127.0.0.1", ending.service().port())) {
      OutputStream out = inHand.getOutputStream();
      out.write(
          "POST /v1/classify HTTP/1.1\r\nHost: here\r\nContent-Length: %d\r\n\r\n"
              .formatted(digit.length)
              .getBytes(StandardCharsets.US_ASCII));
      out.write(digit, 0, half);
      while (!ending.get("/metrics").body().contains("lenet_requests_in_hand 2")) {
        Thread.sleep(5);
      }
      CompletableFuture<Void> closed = CompletableFuture.runAsync(ending::close);
      while (ending.get("/healthz").statusCode() != 503) {
        Thread.sleep(5);
      }
      assertFalse(closed.isDone());
      out.write(digit, half, digit.length - half);
      InputStream in = inHand.getInputStream();
      String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(answer.startsWith("HTTP/1.1 200") && answer.contains("\"digit\":\"1\""), answer);
      closed.get();
      assertThrows(IOException.class, () -> ending.get("/healthz"));
    }
  }

  @Test
  void headHasNoBody() throws Exception {
    HttpResponse<String> response =
        service.send(service.request("/healthz").method("HEAD", BodyPublishers.noBody()));
    assertEquals(200, response.statusCode());
    assertEquals("", response.body());
  }
}
