package dev.weft.schemas.subject;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.schemas.codec.CodecException;
import dev.weft.schemas.codec.SchemaIds;
import dev.weft.schemas.topic.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Registers what is written with a schema registry, over the REST API of Confluent's, which Apicurio answers too (under
 * {@code /apis/ccompat/v7}). Each id is asked for once. Data that were written before there was a registry stay
 * readable, since the committed ids are above those of registries.
 */
public final class RegistrySchemaIds implements SchemaIds {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final int STATUS_OK = 200;

    private final String url;
    private final Topics topics;
    private final Map<String, String> headers;
    private final CommittedSchemas committed = new CommittedSchemas();
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final Map<String, Integer> idsBySubject = new ConcurrentHashMap<>();

    /**
     * @param url of the registry, without {@code /subjects}
     * @param topics their prefix begins the names of subjects, as in {@code weft-requests-value}
     * @param headers sent with every call, for example {@code Authorization}
     */
    public RegistrySchemaIds(URI url, Topics topics, Map<String, String> headers) {
        this.url = url.toString().replaceAll("/+$", "");
        this.topics = topics;
        this.headers = Map.copyOf(headers);
    }

    @Override
    public int idOf(String subject, Supplier<String> schema) {
        Integer known = idsBySubject.get(subject);
        if (known != null) {
            return known;
        }
        int id = register(topics.prefix() + '-' + subject, schema.get());
        idsBySubject.put(subject, id);
        return id;
    }

    @Override
    public String schemaOf(int id) {
        if (committed.contains(id)) {
            return committed.schemaOf(id);
        }
        JsonNode answer = call(request("/schemas/ids/" + id).GET().build());
        return field(answer, "schema").asText();
    }

    private int register(String subject, String schema) {
        String path = "/subjects/" + URLEncoder.encode(subject, StandardCharsets.UTF_8) + "/versions";
        String body = json.createObjectNode().put("schema", schema).toString();
        return field(call(request(path).POST(BodyPublishers.ofString(body)).build()), "id")
                .asInt();
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(TIMEOUT)
                .header("Content-Type", CONTENT_TYPE)
                .header("Accept", CONTENT_TYPE + ", application/json");
        headers.forEach(request::header);
        return request;
    }

    private JsonNode call(HttpRequest request) {
        String what = request.method() + ' ' + request.uri();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() != STATUS_OK) {
                throw new CodecException("Expected the schema registry to answer " + what + ", but it says "
                        + response.statusCode() + ": " + response.body());
            }
            return json.readTree(response.body());
        } catch (JacksonException malformed) {
            throw new CodecException(
                    "Expected the schema registry to answer " + what + " in JSON, but it does not", malformed);
        } catch (IOException unreachable) {
            throw new CodecException(
                    "Expected the schema registry to answer " + what + ", but " + unreachable, unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CodecException(
                    "Expected the schema registry to answer " + what + ", but the caller was interrupted", interrupted);
        }
    }

    private static JsonNode field(JsonNode answer, String name) {
        JsonNode value = answer.get(name);
        if (value == null) {
            throw new CodecException("Expected '" + name + "' in the schema registry's answer, but it is " + answer);
        }
        return value;
    }
}
