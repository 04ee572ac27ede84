package io.github.lenetcl.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
