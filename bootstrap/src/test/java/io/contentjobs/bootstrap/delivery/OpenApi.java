package io.contentjobs.bootstrap.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.contentjobs.bootstrap.testing.RawAnswer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A description in the words of OpenAPI 3.1, by which answers are judged. What it does not tell is not allowed. */
final class OpenApi {
    /** They are the connection's, or {@code Content-Type}, which the description has as the key of the content. */
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
     * Returns all that a method may answer, each as {@code GET /path 200 application/json name}, with the example; where
     * there is none without a name, and where there is no content without a type; then the value is missing.
     */
    Map<String, JsonNode> answers(String method) {
        Map<String, JsonNode> answers = new LinkedHashMap<>();
        document.path("paths")
                .fieldNames()
                .forEachRemaining(path -> operation(method, path)
                        .path("responses")
                        .fieldNames()
                        .forEachRemaining(status -> {
                            String key = method + " " + path + " " + status;
                            JsonNode content = response(method, path, status).path("content");
                            if (content.isEmpty()) {
                                answers.put(key, content.path("none"));
                            }
                            content.fieldNames().forEachRemaining(type -> {
                                JsonNode examples = content.path(type).path("examples");
                                if (examples.isEmpty()) {
                                    answers.put(key + " " + type, examples.path("none"));
                                }
                                examples.fieldNames()
                                        .forEachRemaining(name -> answers.put(
                                                key + " " + type + " " + name,
                                                examples.path(name).path("value")));
                            });
                        }));
        return answers;
    }

    /** Returns what about an answer is not as it is described. */
    List<String> problems(String method, String path, RawAnswer answer) {
        JsonNode response = response(method, path, String.valueOf(answer.status()));
        if (response.isMissingNode()) {
            return List.of("status " + answer.status() + " is not described");
        }
        List<String> problems = new ArrayList<>(problemsOfFields(response.path("headers"), answer.fields()));
        if (method.equals("HEAD")) {
            if (!answer.body().isEmpty()) {
                problems.add("a body");
            }
            return problems;
        }
        JsonNode content = response.path("content");
        if (content.isEmpty()) {
            if (!answer.body().isEmpty()) {
                problems.add("a body is not described");
            }
            return problems;
        }
        String type = answer.type();
        JsonNode media = content.path(type);
        if (media.isMissingNode()) {
            problems.add("content of type " + type + " is not described");
            return problems;
        }
        problems.addAll(problemsOf("body", media.path("schema"), parsed(type, answer.body())));
        return problems;
    }

    /** Returns what of it can be compared: JSON as a tree, anything else as text. */
    static JsonNode parsed(String type, String body) {
        try {
            return type.equals("application/json")
                    ? new JsonMapper().readTree(body)
                    : JsonNodeFactory.instance.textNode(body);
        } catch (IOException failure) {
            throw new AssertionError("No JSON: " + body, failure);
        }
    }

    private List<String> problemsOfFields(JsonNode described, Map<String, String> fields) {
        List<String> problems = new ArrayList<>();
        Map<String, String> left = new TreeMap<>(fields);
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
