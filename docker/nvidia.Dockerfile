# lenet-cl on NVIDIA GPUs, whose driver the NVIDIA container toolkit brings in at run time. From the top of the project:
#   docker build -f docker/nvidia.Dockerfile -t lenet-cl:nvidia .

FROM debian:bookworm-slim AS build
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates maven openjdk-17-jdk-headless \
 && rm -rf /var/lib/apt/lists/*
COPY docker/ca /usr/local/share/ca-certificates
RUN update-ca-certificates
WORKDIR /build
COPY . .
# No OpenCL here: the tests of the CPU backend run. To build without them: --build-arg TESTS=-DskipTests
ARG TESTS=-Pcpu-fallback
RUN mvn --batch-mode package $TESTS

FROM debian:bookworm-slim
# Without it names of files beyond ASCII are not found.
ENV LANG=C.UTF-8
RUN apt-get update \
 && apt-get install -y --no-install-recommends ocl-icd-libopencl1 openjdk-17-jre-headless \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --create-home lenet \
 && mkdir -p /etc/OpenCL/vendors \
 && echo libnvidia-opencl.so.1 > /etc/OpenCL/vendors/nvidia.icd
ENV NVIDIA_VISIBLE_DEVICES=all NVIDIA_DRIVER_CAPABILITIES=compute,utility
COPY lenet /usr/local/share/lenet-cl/
COPY --from=build /build/target/lenet-cl.jar /usr/local/share/lenet-cl/
RUN ln -s /usr/local/share/lenet-cl/lenet /usr/local/bin/lenet && LENET_CDS=now lenet --version
USER lenet
WORKDIR /home/lenet
ENTRYPOINT ["lenet"]
CMD ["--help"]
