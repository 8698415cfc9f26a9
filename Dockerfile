# Builds and runs the exporter. Other bases, such as those of a mirror, go in the two arguments: the first needs a JDK
# (17 or newer), Maven and a shell; the second a java (17 or newer) in its PATH and nothing else.
ARG BUILD_IMAGE=docker.io/library/maven:3.9.11-eclipse-temurin-25
ARG RUNTIME_IMAGE=gcr.io/distroless/java25-debian13:nonroot

FROM ${BUILD_IMAGE} AS build
WORKDIR /build
COPY . .
ARG REVISION=unknown
RUN mvn -q -B -DskipTests -Dgit.commit.id.abbrev="${REVISION}" package

FROM ${RUNTIME_IMAGE}
ARG REVISION=unknown
LABEL org.opencontainers.image.title="smart-connect-exporter" \
      org.opencontainers.image.description="Prometheus exporter for the Smart Connect and dump tasks of DMS for Kafka" \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=build /build/LICENSE /build/target/smart-connect-exporter.jar /opt/smart-connect-exporter/
USER 65532:65532
WORKDIR /opt/smart-connect-exporter
EXPOSE 10052
ENV MALLOC_ARENA_MAX=1
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:MaxNewSize=16m", "-XX:MinHeapFreeRatio=10", "-XX:MaxHeapFreeRatio=25", "-XX:TieredStopAtLevel=1", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-jar", "/opt/smart-connect-exporter/smart-connect-exporter.jar"]
