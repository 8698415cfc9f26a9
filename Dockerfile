# The exporter with a minimal Java runtime on a minimal base image.
#
#   docker build -t smart-connect-exporter --build-arg REVISION=$(git rev-parse --short HEAD) .
#   docker buildx build --platform linux/amd64,linux/arm64 -t REGISTRY/smart-connect-exporter --push .
#
# Needs BuildKit (default since Docker 23). To use a mirror, set BUILD_IMAGE (needs JDK 25, Maven and a shell) and BASE_IMAGE
# (needs only glibc 2.17 or newer).
ARG BUILD_IMAGE=docker.io/library/maven:3.9.11-eclipse-temurin-25
ARG BASE_IMAGE=gcr.io/distroless/base-nossl-debian13:nonroot

# The jar is the same on all platforms, so this stage runs without emulation.
FROM --platform=${BUILDPLATFORM} ${BUILD_IMAGE} AS jar
WORKDIR /build
COPY . .
ARG REVISION=unknown
RUN --mount=type=cache,target=/root/.m2 \
    mvn -q -B -DskipTests -DclassDataArchive.skip -Dgit.commit.id.abbrev="${REVISION}" package

# Per platform: the runtime with its class-data archive, which the health check uses, and the exporter's AOT cache, which is
# valid only for this runtime and this jar at these paths. It has no profiles of methods: with them, the JVM would compile at
# each start what the training used, which takes a fifth of a start on one core.
FROM ${BUILD_IMAGE} AS runtime
RUN jlink --output /opt/java --compress=zip-6 --strip-java-debug-attributes --no-header-files --no-man-pages \
      --add-modules java.base,java.logging,java.management,java.naming,java.net.http,java.xml,jdk.management,jdk.unsupported \
    && /opt/java/bin/java -XX:+UseSerialGC -Xshare:dump -Xlog:disable -Xlog:all=error:stderr
WORKDIR /opt/smart-connect-exporter
COPY --from=jar /build/LICENSE /build/target/*.options /build/target/smart-connect-exporter.jar ./
RUN /opt/java/bin/java @jvm.options @collector.options -XX:AOTCacheOutput=smart-connect-exporter.aot -Xlog:aot*=off \
      -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining -XX:-AOTReplayTraining \
      -jar /opt/smart-connect-exporter/smart-connect-exporter.jar training-run

FROM ${BASE_IMAGE}
COPY --from=runtime /opt/java /opt/java
COPY --from=runtime /opt/smart-connect-exporter /opt/smart-connect-exporter
ARG REVISION=unknown
LABEL org.opencontainers.image.title="smart-connect-exporter" \
      org.opencontainers.image.description="Prometheus exporter for the Smart Connect and dump tasks of DMS for Kafka" \
      org.opencontainers.image.version="0.2.0-SNAPSHOT" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.licenses="Apache-2.0"
USER 65532:65532
WORKDIR /opt/smart-connect-exporter
EXPOSE 10052
ENV MALLOC_ARENA_MAX=1
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["/opt/java/bin/java", \
    "@/opt/smart-connect-exporter/jvm.options", "-XX:+UseSerialGC", "-Xmx8m", \
    "-cp", "/opt/smart-connect-exporter/smart-connect-exporter.jar", "io.smartconnect.command.HealthCheck"]
# The cache needs compressed pointers, which the JVM turns off for a large heap. Without it, the exporter starts more slowly. The
# last flag spares the search for the profiles that the cache does not have: 4 % of a start on one core.
ENTRYPOINT ["/opt/java/bin/java", \
    "@/opt/smart-connect-exporter/jvm.options", "@/opt/smart-connect-exporter/collector.options", \
    "-XX:MaxRAMPercentage=60", "-XX:+UseCompressedOops", \
    "-XX:AOTCache=/opt/smart-connect-exporter/smart-connect-exporter.aot", "-Xlog:aot*=off", \
    "-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTReplayTraining", \
    "-jar", "/opt/smart-connect-exporter/smart-connect-exporter.jar"]
