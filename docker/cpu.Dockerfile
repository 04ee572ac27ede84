# lenet-cl on CPUs, with PoCL as its OpenCL device. From the top of the project:
#   docker build -f docker/cpu.Dockerfile -t lenet-cl .

FROM debian:bookworm-slim AS build
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates maven ocl-icd-libopencl1 openjdk-17-jdk-headless \
      pocl-opencl-icd \
 && rm -rf /var/lib/apt/lists/*
COPY docker/ca /usr/local/share/ca-certificates
RUN update-ca-certificates
WORKDIR /build
COPY . .
# The tests run on PoCL. To build without them: --build-arg TESTS=-DskipTests
ARG TESTS=-Dlenet.opencl=required
RUN mvn --batch-mode package $TESTS

FROM debian:bookworm-slim
# Without it names of files beyond ASCII are not found.
ENV LANG=C.UTF-8
RUN apt-get update \
 && apt-get install -y --no-install-recommends ocl-icd-libopencl1 openjdk-17-jre-headless pocl-opencl-icd \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --create-home lenet
COPY lenet /usr/local/share/lenet-cl/
COPY --from=build /build/target/lenet-cl.jar /usr/local/share/lenet-cl/
RUN ln -s /usr/local/share/lenet-cl/lenet /usr/local/bin/lenet && LENET_CDS=now lenet --version
USER lenet
WORKDIR /home/lenet
ENTRYPOINT ["lenet"]
CMD ["--help"]
