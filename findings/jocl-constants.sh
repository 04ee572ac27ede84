#!/usr/bin/env bash
# JOCL's CL_DEVICE_TYPE_ALL and CL_UINT_MAX are 64 one bits where OpenCL's header has 32.
set -euo pipefail
work=${WORK:-$(mktemp -d)}
mvn -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dartifact=org.jocl:jocl:2.0.6 \
  -DoutputDirectory="$work/jars" >/dev/null 2>&1
cat >"$work/Constants.java" <<'JAVA'
import org.jocl.CL;

public class Constants {
  public static void main(String[] arguments) {
    long wanted = 0xFFFFFFFFL; // cl.h: #define CL_DEVICE_TYPE_ALL 0xFFFFFFFF, CL_UINT_MAX 0xffffffffU
    System.out.printf("CL_DEVICE_TYPE_ALL %x, cl.h %x%n", CL.CL_DEVICE_TYPE_ALL, wanted);
    System.out.printf("CL_UINT_MAX %x, cl.h %x%n", CL.CL_UINT_MAX, wanted);
    boolean as = CL.CL_DEVICE_TYPE_ALL == -1L && CL.CL_UINT_MAX == -1L;
    // The others that go beyond an int's positive values are as the header has them.
    as &= CL.CL_DEVICE_TYPE_GPU == 4 && CL.CL_INT_MAX == 2147483647;
    System.exit(as ? 0 : 1);
  }
}
JAVA
echo "JOCL 2.0.6"
java -cp "$work/jars/*" "$work/Constants.java"
