package io.github.lenetcl.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.lenetcl.compute.Backends;
import io.github.lenetcl.compute.Selection;
import io.github.lenetcl.model.Models;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The description beside what is served. */
class OpenApiTest {

  private static final JsonObject DESCRIPTION =
      JsonParser.parseString(new String(OpenApi.reply().body(), StandardCharsets.UTF_8))
          .getAsJsonObject();

  @Test
  void describesWhatIsServedAndNothingElse() throws Exception {
    Routes routes = new Routes();
    Metrics metrics = new Metrics();
    try (Selection device = Backends.open("cpu");
        Engines engines =
            new Engines("best", Models.bundled("best"), device, Limits.USUAL, metrics)) {
      new Endpoints(engines, metrics, Limits.USUAL, Optional.empty()).addTo(routes);
    }
    Map<String, Set<String>> served = routes.all();
    served.keySet().removeAll(new Assets().files().keySet());
    Map<String, Set<String>> described = new TreeMap<>();
    for (Map.Entry<String, JsonElement> path : DESCRIPTION.getAsJsonObject("paths").entrySet()) {
      Set<String> methods = new TreeSet<>();
      path.getValue()
          .getAsJsonObject()
          .keySet()
          .forEach(name -> methods.add(name.toUpperCase(Locale.ROOT)));
      described.put(path.getKey(), methods);
    }
    assertEquals(described, served);
  }

  @Test
  void answersAreAsDescribed() throws Exception {
    try (ServiceForTests service = new ServiceForTests()) {
      check("/v1/models", "get", service.get("/v1/models"));
      check("/v1/network", "get", service.get("/v1/network"));
      check("/v1/examples", "get", service.get("/v1/examples"));
      check("/healthz", "get", service.get("/healthz"));
      byte[] digit = ServiceForTests.digit(8);
      for (String path : new String[] {"/v1/classify", "/v1/read", "/v1/trace"}) {
        check(path, "post", service.post(path, "image/png", digit));
      }
    }
  }

  private static void check(String path, String method, HttpResponse<String> response) {
    assertEquals(200, response.statusCode(), response.body());
    JsonObject schema =
        DESCRIPTION
            .getAsJsonObject("paths")
            .getAsJsonObject(path)
            .getAsJsonObject(method)
            .getAsJsonObject("responses")
            .getAsJsonObject("200")
            .getAsJsonObject("content")
            .getAsJsonObject("application/json")
            .getAsJsonObject("schema");
    fits(path, schema, JsonParser.parseString(response.body()));
  }

  /** What is required is there, what is there is described and of its type. */
  private static void fits(String at, JsonObject given, JsonElement value) {
    JsonObject schema = given;
    if (given.has("$ref")) {
      String name = given.get("$ref").getAsString().replace("#/components/schemas/", "");
      schema =
          DESCRIPTION
              .getAsJsonObject("components")
              .getAsJsonObject("schemas")
              .getAsJsonObject(name);
    }
    if (schema.has("type")) {
      String types = schema.get("type").toString();
      assertTrue(types.contains("\"" + type(value) + "\""), at + ": " + value + " is not " + types);
    }
    if (value instanceof JsonObject object) {
      for (JsonElement name : array(schema, "required")) {
        assertTrue(object.has(name.getAsString()), at + " lacks " + name);
      }
      JsonObject properties = schema.getAsJsonObject("properties");
      for (String name : properties == null ? Set.<String>of() : object.keySet()) {
        assertTrue(properties.has(name), at + "." + name + " is not described");
        fits(at + "." + name, properties.getAsJsonObject(name), object.get(name));
      }
    } else if (value instanceof JsonArray list && schema.has("items")) {
      for (JsonElement each : list) {
        fits(at + "[]", schema.getAsJsonObject("items"), each);
      }
    }
  }

  private static JsonArray array(JsonObject schema, String name) {
    return schema.has(name) ? schema.getAsJsonArray(name) : new JsonArray();
  }

  private static String type(JsonElement value) {
    if (value.isJsonNull()) {
      return "null";
    } else if (value.isJsonArray()) {
      return "array";
    } else if (value.isJsonObject()) {
      return "object";
    }
    return value.getAsJsonPrimitive().isString()
        ? "string"
        : value.getAsJsonPrimitive().isBoolean() ? "boolean" : "number";
  }
}
