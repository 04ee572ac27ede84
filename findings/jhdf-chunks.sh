#!/usr/bin/env bash
# jHDF cannot list a group with a chunked, compressed data set of HDF5 2 with libver="latest".
set -euo pipefail
work=${WORK:-$(mktemp -d)}
python3 -m venv "$work/env"
"$work/env/bin/pip" -q --disable-pip-version-check install h5py==3.16.0 numpy==2.4.6
"$work/env/bin/python" - "$work" <<'PYTHON'
import sys
import h5py
import numpy as np

print("h5py", h5py.__version__, "HDF5", h5py.version.hdf5_version)
digits = np.arange(12, dtype="uint8").reshape(3, 4)
for name, version, options in (
    ("usual-chunked", None, {"chunks": (1, 4), "compression": "gzip"}),
    ("latest-contiguous", "latest", {}),
    ("latest-chunked", "latest", {"chunks": (1, 4), "compression": "gzip"}),
):
    with h5py.File(f"{sys.argv[1]}/{name}.h5", "w", libver=version) as file:
        file.create_dataset("plain", data=digits)
        file.create_dataset("digits", data=digits, **options)
    with h5py.File(f"{sys.argv[1]}/{name}.h5") as file:
        assert (file["digits"][()] == digits).all()
PYTHON
cat >"$work/pom.xml" <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId>
  <artifactId>jhdf-chunks</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>io.jhdf</groupId>
      <artifactId>jhdf</artifactId>
      <version>0.13.0</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -q -f "$work/pom.xml" dependency:copy-dependencies -DoutputDirectory="$work/jars" >/dev/null 2>&1
cat >"$work/Listing.java" <<'JAVA'
import io.jhdf.HdfFile;
import java.nio.file.Path;

public class Listing {
  public static void main(String[] folder) {
    boolean as = true;
    for (String name : new String[] {"usual-chunked", "latest-contiguous", "latest-chunked"}) {
      String seen;
      try (HdfFile file = new HdfFile(Path.of(folder[0], name + ".h5"))) {
        seen = file.getChildren().keySet().toString();
      } catch (RuntimeException e) {
        seen = "refused: " + e.getMessage();
      }
      System.out.println(name + ": " + seen);
      as &= seen.startsWith(name.equals("latest-chunked") ? "refused: Failed to load children" : "[");
    }
    System.exit(as ? 0 : 1);
  }
}
JAVA
echo "jHDF 0.13.0"
java -cp "$work/jars/*" "$work/Listing.java" "$work" 2>/dev/null
