package io.github.lenetcl.data;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A zip archive. */
final class Zip implements Closeable {
  private final Entry archive;
  private final TemporaryFiles temporary;
  private final ZipFile zip;

  Zip(Entry archive, TemporaryFiles temporary) throws IOException {
    this.archive = archive;
    this.temporary = temporary;
    try {
      zip = new ZipFile(archive.file().toFile());
    } catch (ZipException e) {
      throw new BadInputException(
          archive.name() + ": damaged zip archive (" + e.getMessage() + ")", e);
    } catch (EOFException e) {
      throw new BadInputException(archive.name() + ": damaged zip archive (it ends too early)", e);
    }
  }

  List<Entry> entries() {
    return zip.stream().filter(entry -> !entry.isDirectory()).<Entry>map(ZippedEntry::new).toList();
  }

  private final class ZippedEntry implements Entry {
    private final ZipEntry entry;

    ZippedEntry(ZipEntry entry) {
      this.entry = entry;
    }

    @Override
    public String name() {
      return archive.name() + ": " + entry.getName();
    }

    @Override
    public String path() {
      return archive.path() + "/" + entry.getName();
    }

    /** What the archive says, as far as it can be true. */
    @Override
    public long size() {
      long most = ByteSource.mostUnpacked(Math.max(0, entry.getCompressedSize()));
      return Math.max(0, Math.min(entry.getSize(), most));
    }

    @Override
    public InputStream stored() throws IOException {
      try {
        return new NamedStream(name(), "zip", zip.getInputStream(entry));
      } catch (ZipException e) {
        throw NamedStream.damaged(name(), "zip", e);
      }
    }

    @Override
    public Path file() throws IOException {
      return temporary.copy(stored());
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
