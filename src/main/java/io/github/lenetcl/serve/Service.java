package io.github.lenetcl.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.lenetcl.compute.DeviceException;
import io.github.lenetcl.compute.Selection;
import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.model.Model;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/**
 * Answers requests over HTTP with a model on a device, and shows the page to draw on. Requests that
 * arrive together are put into one batch.
 */
public final class Service implements AutoCloseable {

  /** How long the rest of a refused request is waited for. */
  private static final Duration MOST_WAIT = Duration.ofSeconds(1);

  private static final System.Logger LOG = System.getLogger(Service.class.getName());

  /** Time for those whose own time is over while the service ends: they are told so. */
  private static final Duration FAREWELL = Duration.ofSeconds(3);

  private static final int BACKLOG = 1024;

  static {
    // Small answers wait for nobody, and connections neither stay for ever nor are few. The server
    // looks at these once.
    setIfAbsent("sun.net.httpserver.nodelay", "true");
    setIfAbsent("sun.net.httpserver.maxReqTime", "30");
    setIfAbsent("sun.net.httpserver.maxRspTime", "60");
    setIfAbsent("sun.net.httpserver.maxIdleConnections", "1024");
    setIfAbsent("jdk.httpserver.maxConnections", "4096");
  }

  private final ServiceOptions options;
  private final Metrics metrics = new Metrics();
  private final Engines engines;
  private final Routes routes = new Routes();
  private final HttpServer server;
  private final ExecutorService executor = Threads.executor();
  private volatile boolean ending;

  /**
   * Begins to answer.
   *
   * @param name what the model is called
   * @param model the model
   * @param device where it runs; it stays the caller's to close
   * @param options where and to whom
   * @param training what the page shows of a training, if there is one
   * @throws IllegalArgumentException if the model does not read digits of 28×28
   * @throws IOException if the address cannot be listened on
   */
  public Service(
      String name,
      Model model,
      Selection device,
      ServiceOptions options,
      Optional<TrainingFeed> training)
      throws IOException {
    this.options = options;
    this.engines = new Engines(name, model, device, options.limits(), metrics);
    new Endpoints(engines, metrics, options.limits(), training).addTo(routes);
    engines.engine(name, device.backend().device().id());
    this.server = listen();
    server.createContext("/", this::handle);
    server.setExecutor(executor);
    server.start();
  }

  private HttpServer listen() throws IOException {
    String place = options.host() + ":" + options.port();
    try {
      return HttpServer.create(
          new InetSocketAddress(InetAddress.getByName(options.host()), options.port()), BACKLOG);
    } catch (BindException | UnknownHostException | UnresolvedAddressException e) {
      engines.close();
      executor.shutdown();
      throw new BadInputException(
          place + ": cannot listen there (" + e.getMessage() + "); --port or --host names another",
          e);
    }
  }

  private static void setIfAbsent(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /** {@return the port that it listens on} */
  public int port() {
    return server.getAddress().getPort();
  }

  /** {@return the address of the page, with the token if there is one} */
  public String address() {
    InetAddress at = server.getAddress().getAddress();
    String host = at.isAnyLocalAddress() ? "localhost" : at.getHostAddress();
    String written = host.contains(":") ? "[" + host + "]" : host;
    return "http://"
        + written
        + ":"
        + port()
        + "/"
        + options.token().map(t -> "#token=" + t).orElse("");
  }

  /** {@return whether machines other than this can ask} */
  public boolean isOpenToOthers() {
    return !server.getAddress().getAddress().isLoopbackAddress();
  }

  private void handle(HttpExchange exchange) throws IOException {
    long begun = System.nanoTime();
    metrics.inHand().incrementAndGet();
    // An address such as a:b has none.
    String path = Objects.requireNonNullElse(exchange.getRequestURI().getPath(), "");
    int status = 500;
    try {
      Reply reply = reply(exchange);
      status = reply.status();
      boolean whole = reply.headers().containsKey("Connection") && takeRest(exchange);
      send(exchange, reply, whole && !ending);
    } finally {
      exchange.close();
      String counted = routes.knows(path) ? path : "other";
      metrics.answered(counted, status, System.nanoTime() - begun);
      metrics.inHand().decrementAndGet();
    }
  }

  /**
   * Takes what is still to come of a request that is refused, and returns whether that was all:
   * closing a connection with bytes unread resets it, and the answer may be lost on the way.
   */
  private static boolean takeRest(HttpExchange exchange) {
    String told = exchange.getRequestHeaders().getFirst("Content-Length");
    if (told == null || !told.matches("\\d{1,9}")) {
      return false;
    }
    long rest = Long.parseLong(told);
    long end = System.nanoTime() + MOST_WAIT.toNanos();
    byte[] some = new byte[1 << 14];
    try {
      InputStream body = exchange.getRequestBody();
      while (rest > 0 && System.nanoTime() < end) {
        int count = body.read(some, 0, (int) Math.min(some.length, rest));
        if (count < 0) {
          return false;
        }
        rest -= count;
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "a refused request broke off", e);
    }
    return rest == 0;
  }

  private Reply reply(HttpExchange exchange) {
    try {
      if (ending) {
        throw Problem.of(503, "the service is ending", "Connection", "close");
      }
      Request request = new Request(exchange);
      Route route = routes.find(request.method(), request.path());
      if (!routes.isOpen(request.path())) {
        requireToken(request);
      }
      return route.answer(request);
    } catch (Problem e) {
      return Reply.problem(e);
    } catch (BadInputException e) {
      return Reply.problem(Problem.bad(e.getMessage()));
    } catch (DeviceException e) {
      LOG.log(System.Logger.Level.WARNING, "the device failed: {0}", e.getMessage());
      return Reply.problem(Problem.of(503, e.getMessage()));
    } catch (IllegalArgumentException e) {
      return Reply.problem(Problem.bad(e.getMessage()));
    } catch (IOException | RuntimeException | Error e) {
      LOG.log(System.Logger.Level.WARNING, exchange.getRequestURI().getPath() + " failed", e);
      return Reply.problem(Problem.of(500, "failed: " + e));
    }
  }

  private void requireToken(Request request) {
    if (options.token().isEmpty()) {
      return;
    }
    byte[] wanted = ("Bearer " + options.token().get()).getBytes(StandardCharsets.UTF_8);
    byte[] given = request.header("Authorization").orElse("").getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(wanted, given)) {
      throw Problem.of(
          401, "Authorization: wanted \"Bearer\" and the token", "WWW-Authenticate", "Bearer");
    }
  }

  /** Sends a reply; where a refused request was taken whole its connection may serve on. */
  private static void send(HttpExchange exchange, Reply reply, boolean whole) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", reply.type());
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    if (whole) {
      exchange.getResponseHeaders().remove("Connection");
    }
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(reply.status(), -1);
      return;
    }
    exchange.sendResponseHeaders(reply.status(), reply.body().length);
    exchange.getResponseBody().write(reply.body());
  }

  /** {@return how many requests were answered} */
  public long answered() {
    return metrics.total();
  }

  /**
   * Ends: new requests are refused, those in hand are finished, as long as patience lasts.
   *
   * @param patience how long to wait for them
   */
  public void stop(Duration patience) {
    ending = true;
    long deadline = System.nanoTime() + patience.plus(FAREWELL).toNanos();
    try {
      while (metrics.inHand().get() > 0 && System.nanoTime() < deadline) {
        Thread.sleep(5);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.stop(0);
    executor.shutdown();
    engines.close();
  }

  /** Ends, finishing what is in hand. */
  @Override
  public void close() {
    stop(options.limits().patience());
  }
}
