package io.github.lenetcl.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Requests that are broken in many ways: each is told what is wrong, and the service goes on. */
class MalformedTest {

  /** {@code -Dlenet.malformed=10000} sends more of them. */
  private static final int COUNT = Integer.getInteger("lenet.malformed", 600);

  private final Random random = new Random(19);

  @Test
  void eachIsRefusedAndNothingElseHappens() throws Exception {
    byte[] digit = ServiceForTests.digit(3);
    try (ServiceForTests service = new ServiceForTests()) {
      for (int i = 0; i < COUNT; i++) {
        String path = random.nextInt(4) == 0 ? "/v1/read?looks=1" : "/v1/classify";
        HttpResponse<String> response =
            switch (i % 6) {
              case 0 -> service.post(path, "image/png", cut(digit));
              case 1 -> service.post(path, "image/png", noise());
              case 2 -> service.post(path, "application/json", brokenJson());
              case 3 -> service.post(path, "multipart/form-data; boundary=b", brokenForm(digit));
              case 4 -> service.post(path, "text/" + i, digit);
              default ->
                  service.post(
                      path + (path.contains("?") ? "&" : "?") + "q=" + i, "image/png", digit);
            };
        int status = response.statusCode();
        assertTrue(status >= 400 && status < 500, i + ": " + status + " " + response.body());
        String told = ServiceForTests.json(response).get("error").getAsString();
        assertEquals(1, told.lines().count(), told);
      }
      assertEquals(200, service.post("/v1/classify", "image/png", digit).statusCode());
      assertTrue(service.get("/metrics").body().contains("lenet_queue_pictures 0\n"));
    }
  }

  /** Short rows cost little to send, and would cost much to unpack. */
  @Test
  void manyShortRowsTakeNoMemory() {
    String row = "[" + "0,".repeat(19_999) + "0]";
    byte[] body =
        ("{\"pixels\":[" + row + ",[]".repeat(19_999) + "]}").getBytes(StandardCharsets.UTF_8);
    Problem problem = assertThrows(Problem.class, () -> JsonPictures.of(body, Limits.USUAL));
    assertEquals(400, problem.status());
    assertEquals(
        "picture: size is 20000×20000, wanted at most 16000000 pixels", problem.getMessage());
  }

  /** Addresses that no client of Java sends. */
  @Test
  void addressesWithoutAPathAreRefused() throws Exception {
    try (ServiceForTests service = new ServiceForTests()) {
      for (String address : new String[] {"a:b", "*", "http:", "//", "/%00", "?", "/\u007f"}) {
        try (Socket socket = new Socket("127.0.0.1", service.service().port())) {
          socket.setSoTimeout(9000);
          String request = "GET " + address + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
          socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
          String answer =
              new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
          // Of some the server of Java closes the connection without a word.
          boolean refused = answer.isEmpty() || answer.matches("(?s)HTTP/1.1 4\\d\\d .*");
          assertTrue(refused, address + ": " + answer);
        }
      }
      String metrics = service.get("/metrics").body();
      assertTrue(metrics.contains("lenet_requests_in_hand 1\n"), metrics);
    }
  }

  /** A file that breaks off before its picture does. */
  private byte[] cut(byte[] file) {
    return Arrays.copyOf(file, random.nextInt(40));
  }

  private byte[] noise() {
    byte[] noise = new byte[1 + random.nextInt(300)];
    random.nextBytes(noise);
    return noise;
  }

  private byte[] brokenJson() {
    String whole = "{\"pictures\":[{\"pixels\":[[0,255],[255,0]]},{\"name\":\"é\"}]}";
    return whole.substring(0, random.nextInt(whole.length() - 1)).getBytes(StandardCharsets.UTF_8);
  }

  private byte[] brokenForm(byte[] file) {
    String head = "--b\r\nContent-Disposition: form-data; name=\"p\"; filename=\"p.png\"\r\n\r\n";
    byte[] start = head.getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(start, start.length + file.length);
    System.arraycopy(file, 0, all, start.length, file.length);
    return Arrays.copyOf(all, random.nextInt(all.length));
  }
}
