package io.contentjobs.bootstrap.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.contentjobs.http.testing.RawResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** An OpenAPI 3.1 description that checks answers. What is not described is not allowed. */
final class OpenApi {
    /** Headers of the connection, and {@code Content-Type}, which is the key of the described content. */
    private static final Set<String> NOT_DESCRIBED =
            Set.of("connection", "content-length", "content-type", "date", "transfer-encoding");

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final JsonNode document;

    OpenApi(String yaml) throws IOException {
        document = new YAMLMapper().readTree(yaml);
    }

    JsonNode document() {
        return document;
    }

    boolean has(String method, String path) {
        return !operation(method, path).isMissingNode();
    }

    /**
     * Returns all answers of a method, as {@code GET /path 200 application/json name}, with their examples. An answer without
     * an example has no name, and an answer without content has no type either.
     */
    Map<String, JsonNode> answers(String method) {
        Map<String, JsonNode> answers = new LinkedHashMap<>();
        for (var path : document.path("paths").properties()) {
            for (var status : operation(method, path.getKey()).path("responses").properties()) {
                String key = method + " " + path.getKey() + " " + status.getKey();
                JsonNode content =
                        response(method, path.getKey(), status.getKey()).path("content");
                if (content.isEmpty()) {
                    answers.put(key, content.path("none"));
                }
                for (var type : content.properties()) {
                    JsonNode examples = type.getValue().path("examples");
                    if (examples.isEmpty()) {
                        answers.put(key + " " + type.getKey(), examples.path("none"));
                    }
                    for (var example : examples.properties()) {
                        answers.put(
                                key + " " + type.getKey() + " " + example.getKey(),
                                example.getValue().path("value"));
                    }
                }
            }
        }
        return answers;
    }

    /** Returns the differences between an answer and its description. */
    List<String> problems(String method, String path, RawResponse answer) {
        JsonNode response = response(method, path, String.valueOf(answer.status()));
        if (response.isMissingNode()) {
            return List.of("status " + answer.status() + " is not described");
        }
        List<String> problems = new ArrayList<>(problemsOfFields(response.path("headers"), answer.headers()));
        JsonNode content = response.path("content");
        String type = typeOf(answer);
        if (method.equals("HEAD") || content.isEmpty()) {
            if (!answer.body().isEmpty()) {
                problems.add("a body is not described");
            }
        } else if (content.path(type).isMissingNode()) {
            problems.add("content of type " + type + " is not described");
        } else {
            problems.addAll(problemsOf("body", content.path(type).path("schema"), parsed(type, answer.body())));
        }
        return problems;
    }

    /** Returns the media type without its parameters. */
    static String typeOf(RawResponse answer) {
        return answer.header("content-type").replaceFirst(";.*", "");
    }

    /** Returns JSON as a tree, anything else as text. */
    static JsonNode parsed(String type, String body) {
        try {
            return type.equals("application/json")
                    ? new JsonMapper().readTree(body)
                    : JsonNodeFactory.instance.textNode(body);
        } catch (IOException failure) {
            throw new AssertionError("No JSON: " + body, failure);
        }
    }

    private List<String> problemsOfFields(JsonNode described, Map<String, List<String>> fields) {
        List<String> problems = new ArrayList<>();
        Map<String, String> left = new TreeMap<>();
        fields.forEach((name, values) -> left.put(name, String.join(", ", values)));
        described.fieldNames().forEachRemaining(name -> {
            JsonNode header = resolved(described.path(name));
            String value = left.remove(name.toLowerCase(Locale.ROOT));
            if (value != null) {
                problems.addAll(problemsOf(name, header.path("schema"), JsonNodeFactory.instance.textNode(value)));
            } else if (header.path("required").asBoolean()) {
                problems.add("no " + name);
            }
        });
        left.keySet().removeAll(NOT_DESCRIBED);
        left.forEach((name, value) -> problems.add(name + ": " + value + " is not described"));
        return problems;
    }

    private List<String> problemsOf(String what, JsonNode schema, JsonNode value) {
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        whole.putArray("allOf").add(schema);
        whole.set("components", document.path("components"));
        return SCHEMAS.getSchema(whole).validate(value).stream()
                .map(problem -> what + " " + value + ": " + problem)
                .toList();
    }

    private JsonNode operation(String method, String path) {
        return document.path("paths").path(path).path(method.toLowerCase(Locale.ROOT));
    }

    private JsonNode response(String method, String path, String status) {
        return resolved(operation(method, path).path("responses").path(status));
    }

    private JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }
}
