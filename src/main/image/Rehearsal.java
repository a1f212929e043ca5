import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs the program once as the image will, so that the JVM keeps in {@code application.aot} what it loaded for that: one
 * start, one sign-in, one story. In the folder with the jar, {@code lib/}, {@code java/} and {@code java.options}; what
 * was only for this, {@code embedded/} with the PostgreSQL of Maven, is not used by the rehearsed program, since the
 * cache only fits the very class path it was made with.
 */
final class Rehearsal {
    private static final String JAR = "intergalactic-teacher.jar";
    private static final long PATIENCE_SECONDS = 120;
    private static final Pattern PAGE = Pattern.compile("Page +(http://localhost:\\d+)/");
    private static final Pattern HEALTH = Pattern.compile("Health +(http://localhost:\\d+)/");
    private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path folder = Files.createDirectory(Path.of("rehearsal"));
    private final List<Process> running = new ArrayList<>();

    private Rehearsal() throws IOException {}

    public static void main(String[] arguments) throws Exception {
        Rehearsal rehearsal = new Rehearsal();
        try {
            rehearsal.run();
        } finally {
            rehearsal.running.forEach(Process::destroyForcibly);
        }
    }

    private void run() throws Exception {
        Path data = folder.resolve("data");
        Process helper = start(
                "helper",
                List.of("-XX:TieredStopAtLevel=1", "-cp", JAR + ":embedded/*", "com.intergalacticteacher.Main"),
                Map.of("DATA_DIR", data.toString()));
        await("helper", HEALTH);
        String port = Files.readAllLines(data.resolve("postgresql/postmaster.pid")).get(3);
        String password = Files.readString(data.resolve("postgresql.password")).strip();
        Process rehearsed = start(
                "rehearsed",
                List.of("@java.options", "-XX:AOTCacheOutput=application.aot", "-jar", JAR),
                Map.of(
                        "DATABASE_URL", "postgresql://postgres:" + password + "@127.0.0.1:" + port + "/postgres",
                        "JWT_SECRET", Files.readString(data.resolve("jwt.secret")).strip(),
                        "BUILTIN_TOKENS_PER_SECOND", "0"));
        String health = await("rehearsed", HEALTH);
        tellAStory(await("rehearsed", PAGE));
        get(health + "/health/live", "");
        get(health + "/health/ready", "");
        get(health + "/metrics", "");
        stop("rehearsed", rehearsed);
        stop("helper", helper);
    }

    private Process start(String name, List<String> arguments, Map<String, String> settings) throws IOException {
        List<String> command = new ArrayList<>(List.of("java/bin/java"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name).toFile());
        builder.environment()
                .putAll(Map.of("HTTP_HOST", "127.0.0.1", "HTTP_PORT", "0", "MANAGEMENT_PORT", "0", "NODE_NAME", name));
        builder.environment().putAll(settings);
        Process process = builder.start();
        running.add(process);
        return process;
    }

    private String await(String name, Pattern line) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < deadline && running.stream().allMatch(Process::isAlive)) {
            Matcher matcher = line.matcher(output(name));
            if (matcher.find()) {
                return matcher.group(1);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new IllegalStateException("the " + name + " program did not start:\n" + output(name));
    }

    private String output(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    private void tellAStory(String page) throws Exception {
        if (hasPage()) {
            get(page + "/", "");
        }
        get(page + "/openapi.yaml", "");
        HttpRequest signIn = HttpRequest.newBuilder(URI.create(page + "/api/v1/auth/login"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"email\":\"demo@example.com\",\"password\":\"intergalactic\"}"))
                .build();
        Matcher token = TOKEN.matcher(client.send(signIn, HttpResponse.BodyHandlers.ofString()).body());
        if (!token.find()) {
            throw new IllegalStateException("the demo parent cannot sign in:\n" + output("rehearsed"));
        }
        String story = get(page + "/api/v1/stories/generate/stream?child_id=1&theme=space", token.group(1));
        if (!story.contains("\"type\":\"complete\"")) {
            throw new IllegalStateException("the story has no end:\n" + story);
        }
        get(page + "/api/v1/stories", token.group(1));
    }

    private static boolean hasPage() throws IOException {
        try (JarFile jar = new JarFile(JAR)) {
            return jar.getEntry("webroot/index.html") != null;
        }
    }

    private String get(String url, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IllegalStateException(url + " answers " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }

    /** SIGTERM, upon which the JVM writes its cache. */
    private void stop(String name, Process process) throws Exception {
        process.destroy();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException("the " + name + " program did not end in order:\n" + output(name));
        }
    }
}
