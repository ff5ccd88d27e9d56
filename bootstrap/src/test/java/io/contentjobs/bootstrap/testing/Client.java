package io.contentjobs.bootstrap.testing;

import io.contentjobs.bootstrap.ContentJobs;
import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.http.contract.HttpGetJobStatus;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A client of a server on the loopback interface. Headers are given as names and values in turn. Thread-safe. */
public final class Client implements GetJobStatus {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String baseUrl;

    public Client(int port) {
        baseUrl = "http://127.0.0.1:" + port;
    }

    public Client(ContentJobs server) {
        this(server.httpPort());
    }

    /** Waits until the server listens. */
    public Client(ServerProcess server) {
        this(server.port());
    }

    @Override
    public JobReport getJobStatus(JobId id) {
        return new HttpGetJobStatus(URI.create(baseUrl)).getJobStatus(id);
    }

    /** Polls the job. */
    public HttpResponse<String> poll(JobId id) throws IOException, InterruptedException {
        return get(pathOf(id));
    }

    public HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, headers);
    }

    public HttpResponse<String> send(String method, String path, String... headers)
            throws IOException, InterruptedException {
        return HTTP.send(request(method, path, headers), BodyHandlers.ofString());
    }

    /** Sends a GET for the status of the job. */
    public CompletableFuture<HttpResponse<String>> sendAsync(JobId id, String... headers) {
        return HTTP.sendAsync(request("GET", pathOf(id), headers), BodyHandlers.ofString());
    }

    public HttpRequest request(String method, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl + path))
                .timeout(Duration.ofMinutes(3))
                .method(method, BodyPublishers.noBody());
        return headers.length == 0 ? request.build() : request.headers(headers).build();
    }

    public static String pathOf(JobId id) {
        return "/api/content/jobs/" + id + "/status";
    }

    /** Tells whether something accepts connections at that port of the loopback interface. */
    public static boolean accepts(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (ConnectException refused) {
            return false;
        }
    }
}
