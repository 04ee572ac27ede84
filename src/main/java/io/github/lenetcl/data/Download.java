package io.github.lenetcl.data;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The download of one file: begun, resumed, checked, moved into place. */
final class Download {
  private static final int OK = 200;
  private static final int PARTIAL = 206;

  private final HttpClient client;
  private final RemoteFile file;
  private final Path target;
  private final Path part;
  private final Duration timeout;
  private final Fetch.Listener listener;

  Download(
      HttpClient client, RemoteFile file, Path folder, Duration timeout, Fetch.Listener listener) {
    this.client = client;
    this.file = file;
    this.target = folder.resolve(file.name());
    this.part = folder.resolve(file.name() + ".part");
    this.timeout = timeout;
    this.listener = listener;
  }

  /** Why a mirror cannot give the file; anything wrong on this side is an IOException. */
  private static final class MirrorFailure extends Exception {
    private static final long serialVersionUID = 1L;

    MirrorFailure(String reason) {
      super(reason);
    }
  }

  void run(List<URI> mirrors) throws IOException, InterruptedException {
    List<String> reasons = new ArrayList<>();
    for (URI mirror : mirrors) {
      URI address = mirror.resolve(file.name());
      try {
        downloadFrom(address);
        AtomicFile.moveInto(part, target);
        listener.finished(file);
        return;
      } catch (MirrorFailure e) {
        listener.failed(file, address, e.getMessage());
        reasons.add(address + ": " + e.getMessage());
      }
    }
    throw new IOException(file.name() + ": no mirror gives it; " + String.join("; ", reasons));
  }

  /** Resumes for as long as more comes; begins anew, once, where what was resumed proves wrong. */
  private void downloadFrom(URI address) throws IOException, InterruptedException, MirrorFailure {
    while (true) {
      long before = partSize();
      try {
        transfer(address, before);
      } catch (MirrorFailure e) {
        if (partSize() <= before) {
          throw e;
        }
        continue;
      }
      String sum = RemoteFile.sha256Of(part);
      if (sum.equals(file.sha256())) {
        return;
      }
      Files.delete(part);
      if (before == 0) {
        throw new MirrorFailure("SHA-256 is " + sum + ", wanted " + file.sha256());
      }
    }
  }

  /** How much has come; what cannot be the file's beginning is thrown away. */
  private long partSize() throws IOException {
    if (!Files.exists(part)) {
      return 0;
    }
    long size = Files.size(part);
    if (size <= file.size()) {
      return size;
    }
    Files.delete(part);
    return 0;
  }

  private void transfer(URI address, long have)
      throws IOException, InterruptedException, MirrorFailure {
    if (have == file.size()) {
      return;
    }
    HttpResponse<InputStream> response = request(address, have);
    try (InputStream body = response.body()) {
      boolean resumed = response.statusCode() == PARTIAL && startsAt(response, have);
      if (!resumed && response.statusCode() != OK) {
        throw new MirrorFailure("HTTP status " + response.statusCode());
      }
      try (FileChannel out =
          FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        out.truncate(resumed ? have : 0);
        out.position(resumed ? have : 0);
        copy(body, out);
      }
    }
  }

  private HttpResponse<InputStream> request(URI address, long have)
      throws InterruptedException, MirrorFailure {
    HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(timeout);
    if (have > 0) {
      request.header("Range", "bytes=" + have + "-");
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new MirrorFailure(words(e));
    }
  }

  private static boolean startsAt(HttpResponse<?> response, long position) {
    String range = response.headers().firstValue("Content-Range").orElse("");
    return range.startsWith("bytes " + position + "-");
  }

  private void copy(InputStream body, FileChannel out) throws IOException, MirrorFailure {
    byte[] buffer = new byte[1 << 16];
    try (Watchdog watchdog = new Watchdog(body, timeout)) {
      while (true) {
        int got;
        try {
          got = body.read(buffer);
        } catch (IOException e) {
          throw new MirrorFailure(watchdog.hasBitten() ? silence() : words(e));
        }
        if (got < 0) {
          break;
        }
        watchdog.feed();
        out.write(ByteBuffer.wrap(buffer, 0, got));
        if (out.position() > file.size()) {
          out.truncate(0);
          throw new MirrorFailure("size is more than " + file.size() + " bytes, the size wanted");
        }
        listener.progress(file, out.position());
      }
    }
    if (out.position() < file.size()) {
      throw new MirrorFailure("size is " + out.position() + " bytes, wanted " + file.size());
    }
  }

  private String silence() {
    return "silent for " + timeout.toMillis() / 1000.0 + " s";
  }

  private static String words(IOException e) {
    String message = e.getMessage();
    return message == null
        ? e.getClass().getSimpleName()
        : e.getClass().getSimpleName() + ": " + message.lines().findFirst().orElse("");
  }
}
