package io.github.lenetcl.data.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.lenetcl.data.BadInputException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Downloads from servers on this machine that behave in all the ways servers do. */
class FetchTest {
  private static final byte[] CONTENT = new byte[200_000];

  static {
    new SplittableRandom(1).nextBytes(CONTENT);
  }

  @TempDir Path folder;

  private HttpServer server;
  private ExecutorService threads;
  private RemoteFile file;

  /** What the servers were asked: mirror and range, as "good bytes=10-". */
  private final List<String> asked = new CopyOnWriteArrayList<>();

  private final List<String> queries = new CopyOnWriteArrayList<>();

  /** What the listener was told. */
  private final List<String> told = new ArrayList<>();

  private final CountDownLatch over = new CountDownLatch(1);

  @BeforeEach
  void start() throws IOException {
    Path original = Files.write(folder.resolve("original"), CONTENT);
    file = new RemoteFile("digits.gz", CONTENT.length, RemoteFile.sha256Of(original));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    threads = Executors.newCachedThreadPool();
    server.setExecutor(threads);
    serve("good", exchange -> answer(exchange, CONTENT, true));
    serve("rangeless", exchange -> answer(exchange, CONTENT, false));
    serve("missing", exchange -> exchange.sendResponseHeaders(404, -1));
    byte[] wrong = CONTENT.clone();
    wrong[150_000] ^= 1;
    serve("wrong", exchange -> answer(exchange, wrong, true));
    serve("short", exchange -> answer(exchange, Arrays.copyOf(CONTENT, 70_000), false));
    serve("long", exchange -> answer(exchange, Arrays.copyOf(CONTENT, 200_001), false));
    serve("silent", exchange -> await());
    serve(
        "stalling",
        exchange -> {
          exchange.sendResponseHeaders(200, CONTENT.length);
          exchange.getResponseBody().write(CONTENT, 0, 50_000);
          exchange.getResponseBody().flush();
          await();
        });
    serve(
        "dripping",
        exchange -> {
          int start = start(exchange);
          String range = "bytes " + start + "-199999/200000";
          exchange.getResponseHeaders().set("Content-Range", range);
          exchange.sendResponseHeaders(start > 0 ? 206 : 200, CONTENT.length - start);
          exchange.getResponseBody().write(CONTENT, start, 100);
          exchange.getResponseBody().flush();
          await();
        });
    serve(
        "trickling",
        exchange -> {
          int start = start(exchange);
          exchange.getResponseHeaders().set("Content-Range", "bytes " + start + "-199999/200000");
          exchange.sendResponseHeaders(start > 0 ? 206 : 200, CONTENT.length - start);
          for (int i = start; i < start + 1000 && over.getCount() > 0; i++) {
            exchange.getResponseBody().write(CONTENT, i, 1);
            exchange.getResponseBody().flush();
            sleep(20);
          }
        });
    serve(
        "slow",
        exchange -> {
          sleep(300);
          answer(exchange, CONTENT, true);
        });
    serve("breaking", this::answerAPart);
    server.start();
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  private void serve(String mirror, Answer answer) {
    server.createContext(
        "/" + mirror + "/",
        exchange -> {
          assertEquals("/" + mirror + "/digits.gz", exchange.getRequestURI().getPath());
          String range = exchange.getRequestHeaders().getFirst("Range");
          Optional.ofNullable(exchange.getRequestURI().getQuery()).ifPresent(queries::add);
          asked.add(range == null ? mirror : mirror + " " + range);
          try (exchange) {
            answer.to(exchange);
          }
        });
  }

  private void await() {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void sleep(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int start(HttpExchange exchange) {
    String range = exchange.getRequestHeaders().getFirst("Range");
    return range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
  }

  private static void answer(HttpExchange exchange, byte[] content, boolean ranges)
      throws IOException {
    int start = ranges ? start(exchange) : 0;
    if (start > 0) {
      exchange
          .getResponseHeaders()
          .set(
              "Content-Range",
              "bytes " + start + "-" + (content.length - 1) + "/" + content.length);
    }
    exchange.sendResponseHeaders(start > 0 ? 206 : 200, content.length - start);
    exchange.getResponseBody().write(content, start, content.length - start);
  }

  /** Promises all, and breaks off after a third of the file. */
  private void answerAPart(HttpExchange exchange) throws IOException {
    int start = start(exchange);
    int end = Math.min(CONTENT.length, start + 70_000);
    exchange.getResponseHeaders().set("Content-Range", "bytes " + start + "-199999/200000");
    exchange.sendResponseHeaders(start > 0 ? 206 : 200, CONTENT.length - start);
    exchange.getResponseBody().write(CONTENT, start, end - start);
    exchange.getResponseBody().flush();
  }

  private URI mirror(String name) {
    return URI.create("http://localhost:" + server.getAddress().getPort() + "/" + name);
  }

  private void fetch(String... mirrors) throws IOException, InterruptedException {
    fetch(Duration.ofSeconds(20), mirrors);
  }

  private void fetch(Duration timeout, String... mirrors) throws IOException, InterruptedException {
    List<URI> addresses = Arrays.stream(mirrors).map(this::mirror).toList();
    new Fetch(List.of(file), addresses, timeout)
        .to(
            folder,
            new Fetch.Listener() {
              private long last;

              @Override
              public void skipped(RemoteFile file) {
                told.add("skipped");
              }

              @Override
              public void progress(RemoteFile file, long bytes) {
                assertTrue(bytes > 0 && bytes <= file.size(), "progress " + bytes);
                last = bytes;
              }

              @Override
              public void failed(RemoteFile file, URI address, String reason) {
                told.add(
                    "failed "
                        + address.getPath()
                        + (reason.startsWith("gave") ? ": " + reason : ""));
              }

              @Override
              public void finished(RemoteFile file) {
                told.add("finished at " + last);
              }
            });
  }

  private void assertFetched() throws IOException {
    assertArrayEquals(CONTENT, Files.readAllBytes(folder.resolve("digits.gz")));
    assertFalse(Files.exists(folder.resolve("digits.gz.part")));
  }

  private String failure(String... mirrors) {
    return failure(Duration.ofSeconds(20), mirrors);
  }

  private String failure(Duration timeout, String... mirrors) {
    var e = assertThrows(IOException.class, () -> fetch(timeout, mirrors));
    assertTrue(e.getMessage().startsWith("digits.gz: no mirror gives it; http:"), e.getMessage());
    assertFalse(e.getMessage().contains("\n"), e.getMessage());
    assertFalse(Files.exists(folder.resolve("digits.gz")), "a wrong file is in place");
    return e.getMessage();
  }

  @Test
  void downloads() throws Exception {
    fetch("good");
    assertFetched();
    assertEquals(List.of("finished at 200000"), told);
    assertEquals(List.of("good"), asked);
  }

  @Test
  void makesItsFolder() throws Exception {
    Path original = folder;
    folder = folder.resolve("new/folder");
    fetch("good");
    assertFetched();
    folder = original;
  }

  @Test
  void leavesWhatIsRight() throws Exception {
    Files.write(folder.resolve("digits.gz"), CONTENT);
    fetch("good");
    assertEquals(List.of("skipped"), told);
    assertEquals(List.of(), asked);
  }

  @Test
  void replacesWhatIsWrong() throws Exception {
    Files.write(folder.resolve("digits.gz"), Arrays.copyOf(CONTENT, 1000));
    fetch("good");
    assertFetched();
  }

  @Test
  void goesOnToTheNextMirror() throws Exception {
    fetch("missing", "good", "wrong");
    assertFetched();
    assertEquals(List.of("failed /missing/digits.gz", "finished at 200000"), told);
    assertEquals(List.of("missing", "good"), asked);
  }

  @Test
  void goesOnFromAMirrorThatIsNotThere() throws Exception {
    int port = server.getAddress().getPort();
    ServerSocket gone = new ServerSocket(0);
    gone.close();
    URI nobody = URI.create("http://localhost:" + gone.getLocalPort() + "/");
    URI good = URI.create("http://localhost:" + port + "/good/");
    new Fetch(List.of(file), List.of(nobody, good), Duration.ofSeconds(20))
        .to(folder, new Fetch.Listener() {});
    assertFetched();
  }

  @Test
  void resumes() throws Exception {
    Files.write(folder.resolve("digits.gz.part"), Arrays.copyOf(CONTENT, 123_456));
    fetch("good");
    assertFetched();
    assertEquals(List.of("good bytes=123456-"), asked);
  }

  @Test
  void resumesWhereRangesAreIgnored() throws Exception {
    Files.write(folder.resolve("digits.gz.part"), Arrays.copyOf(CONTENT, 123_456));
    fetch("rangeless");
    assertFetched();
  }

  @Test
  void finishesWhatOnlyLackedItsName() throws Exception {
    Files.write(folder.resolve("digits.gz.part"), CONTENT);
    fetch("good");
    assertFetched();
    assertEquals(List.of(), asked);
  }

  @Test
  void beginsAnewWhereWhatWasThereIsWrong() throws Exception {
    Files.write(folder.resolve("digits.gz.part"), new byte[1000]);
    fetch("good");
    assertFetched();
    assertEquals(List.of("good bytes=1000-", "good"), asked);
  }

  @Test
  void throwsAwayAPartThatIsTooLong() throws Exception {
    Files.write(folder.resolve("digits.gz.part"), new byte[CONTENT.length + 1]);
    fetch("good");
    assertFetched();
    assertEquals(List.of("good"), asked);
  }

  @Test
  void resumesAtAMirrorThatBreaksOff() throws Exception {
    fetch("breaking");
    assertFetched();
    assertEquals("breaking", asked.get(0));
    // Each answer breaks off after 70,000 bytes, of which the last may be lost on the way.
    assertTrue(asked.size() >= 3, asked.toString());
    int had = 0;
    for (String request : asked.subList(1, asked.size())) {
      int from = Integer.parseInt(request.replaceAll("breaking bytes=(\\d+)-", "$1"));
      assertTrue(from > had && from <= had + 70_000, asked.toString());
      had = from;
    }
  }

  @Test
  void keepsThePartOfATruncatedFile() throws Exception {
    assertTrue(failure("short").contains("size is 70000 bytes, wanted 200000"));
    fetch("good");
    assertFetched();
    assertEquals("good bytes=70000-", asked.get(asked.size() - 1));
  }

  @Test
  void refusesAFileThatIsTooLong() {
    assertTrue(failure("long").contains("size is more than 200000 bytes"));
  }

  @Test
  void refusesAWrongSum() throws Exception {
    String message = failure("wrong");
    assertTrue(message.contains("SHA-256 is "), message);
    assertTrue(message.contains("wanted " + file.sha256()), message);
    fetch("wrong", "good");
    assertFetched();
  }

  @Test
  void namesEveryMirrorThatFailed() {
    String message = failure("missing", "wrong");
    assertTrue(message.contains(mirror("missing/digits.gz") + ": HTTP status 404; "), message);
    assertTrue(message.contains(mirror("wrong/digits.gz") + ": SHA-256 is "), message);
  }

  @Test
  void givesUpOnSilence() throws Exception {
    assertTrue(failure(Duration.ofMillis(300), "silent").contains("HttpTimeoutException"));
    String message = failure(Duration.ofMillis(1500), "stalling");
    assertTrue(message.contains("silent for 1.5 s"), message);
  }

  /** A little, silence, and again: never silent for long, and never at an end. */
  @Test
  void givesUpOnAMirrorThatDrips() throws Exception {
    fetch(Duration.ofMillis(700), "dripping", "good");
    assertFetched();
    assertTrue(told.stream().anyMatch(line -> line.contains("wanted at least 700")), "" + told);
    int tries = (int) asked.stream().filter(each -> each.startsWith("dripping")).count();
    assertTrue(tries <= 3, tries + " tries");
  }

  /** A little all the time: what is too slow once is not asked again. */
  @Test
  void givesUpOnAMirrorThatTrickles() throws Exception {
    fetch(Duration.ofMillis(700), "trickling", "good");
    assertFetched();
    assertTrue(told.get(0).contains("wanted at least 700"), "" + told);
    assertEquals(2, asked.size(), "" + asked);
  }

  @Test
  void twoAtOnceBothEndWell() throws Exception {
    List<Callable<Void>> both =
        Collections.nCopies(
            2,
            () -> {
              Fetch fetch =
                  new Fetch(List.of(file), List.of(mirror("slow")), Duration.ofSeconds(20));
              fetch.to(folder, new Fetch.Listener() {});
              return null;
            });
    for (Future<Void> one : threads.invokeAll(both)) {
      one.get();
    }
    assertFetched();
    assertEquals(List.of("slow"), asked);
    assertFalse(Files.exists(folder.resolve("digits.gz.part")));
  }

  @Test
  void takesAddressesInCapitalsAndWithQueries() throws Exception {
    URI address = URI.create("HTTP" + mirror("good").toString().substring(4) + "?key=1");
    new Fetch(List.of(file), List.of(address), Duration.ofSeconds(20))
        .to(folder, new Fetch.Listener() {});
    assertFetched();
    assertEquals(List.of("key=1"), queries);
  }

  @Test
  void saysWhatToDoByHand() {
    String message = failure("missing");
    String wanted = "put the file there by hand: " + folder.resolve("digits.gz");
    assertTrue(message.contains(wanted), message);
  }

  @Test
  void refusesAFolderThatIsAFile() {
    folder = folder.resolve("original");
    var e = assertThrows(BadInputException.class, () -> fetch("good"));
    assertEquals(folder + ": type is a file, wanted a folder", e.getMessage());
  }

  @Test
  void refusesAddressesThatAreNotOfHttp() {
    for (String wrong : List.of("ftp://host/", "mirror", "http:/path", "file:///tmp/")) {
      assertThrows(
          IllegalArgumentException.class, () -> Fetch.mnist().from(List.of(URI.create(wrong))));
    }
  }

  @Test
  void knowsMnist() {
    long bytes = Fetch.mnist().files().stream().mapToLong(RemoteFile::size).sum();
    assertEquals(9_912_422 + 28_881 + 1_648_877 + 4_542, bytes);
    assertEquals(2, Fetch.mnist().mirrors().size());
  }
}
