package io.github.lenetcl.data.fetch;

import io.github.lenetcl.data.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The download of one file: begun, resumed, checked, moved into place. */
final class Download {
  private static final int OK = 200;
  private static final int PARTIAL = 206;

  private static final long POLL_MILLIS = 100;

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

  /** Tells whether it was downloaded; not so where another process brought it meanwhile. */
  boolean run(List<URI> mirrors) throws IOException, InterruptedException {
    while (true) {
      try (FileChannel out =
          FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        lock(out);
        if (file.isAt(target)) {
          return false;
        }
        // Another may have given it its name before this one could lock it.
        if (Files.exists(part)) {
          run(mirrors, out);
          return true;
        }
      }
    }
  }

  /** Waits until no other process, or thread, is at the same file. */
  private static void lock(FileChannel out) throws IOException, InterruptedException {
    while (true) {
      try {
        if (out.tryLock() != null) {
          return;
        }
      } catch (OverlappingFileLockException e) {
        // Another thread of this process.
      } catch (ClosedChannelException e) {
        throw e;
      } catch (IOException e) {
        return; // no locks on this file system
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  private void run(List<URI> mirrors, FileChannel out) throws IOException, InterruptedException {
    List<String> reasons = new ArrayList<>();
    for (URI mirror : mirrors) {
      URI address = address(mirror);
      try {
        downloadFrom(address, out);
        AtomicFile.moveInto(part, target);
        listener.finished(file);
        return;
      } catch (MirrorFailure e) {
        listener.failed(file, address, e.getMessage());
        reasons.add(address + ": " + e.getMessage());
      }
    }
    if (out.size() == 0) {
      Files.delete(part);
    }
    throw new IOException(
        file.name()
            + ": no mirror gives it; "
            + String.join("; ", reasons)
            + "; where the network is out of reach, put the file there by hand: "
            + target.toAbsolutePath()
            + ", "
            + file.size()
            + " bytes");
  }

  /** A mirror's query stays behind the file's name. */
  private URI address(URI mirror) {
    URI address = mirror.resolve(mirror.getRawPath() + file.name());
    return mirror.getRawQuery() == null
        ? address
        : URI.create(address + "?" + mirror.getRawQuery());
  }

  /** Resumes for as long as enough comes; begins anew, once, where what was resumed is wrong. */
  private void downloadFrom(URI address, FileChannel out)
      throws IOException, InterruptedException, MirrorFailure {
    Pace pace = new Pace(timeout, partSize(out));
    while (true) {
      long before = partSize(out);
      try {
        transfer(address, before, out, pace);
      } catch (MirrorFailure e) {
        if (out.size() <= before) {
          throw e;
        }
        require(pace, out);
        continue;
      }
      String sum = RemoteFile.sha256Of(part);
      if (sum.equals(file.sha256())) {
        return;
      }
      out.truncate(0);
      if (before == 0) {
        throw new MirrorFailure("SHA-256 is " + sum + ", wanted " + file.sha256());
      }
    }
  }

  private static void require(Pace pace, FileChannel out) throws IOException, MirrorFailure {
    Optional<String> complaint = pace.complaint(out.size());
    if (complaint.isPresent()) {
      throw new MirrorFailure(complaint.get());
    }
  }

  /** How much has come; what cannot be the file's beginning is thrown away. */
  private long partSize(FileChannel out) throws IOException {
    if (out.size() > file.size()) {
      out.truncate(0);
    }
    return out.size();
  }

  private void transfer(URI address, long have, FileChannel out, Pace pace)
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
      out.truncate(resumed ? have : 0);
      out.position(resumed ? have : 0);
      copy(body, out, pace);
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

  private void copy(InputStream body, FileChannel out, Pace pace)
      throws IOException, MirrorFailure {
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
        if (out.position() < file.size()) {
          require(pace, out);
        }
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
