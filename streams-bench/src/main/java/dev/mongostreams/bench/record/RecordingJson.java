package dev.mongostreams.bench.record;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;

/** A recording as JSON, one sample a line, and back. */
public final class RecordingJson {
  private static final JsonWriterSettings PLAIN =
      JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();

  private RecordingJson() {}

  /** Writes it. */
  public static String write(Recording recording) {
    StringBuilder json = new StringBuilder("{\"environment\": ");
    json.append(texts(recording.environment())).append(",\n ");
    if (!recording.questions().isEmpty()) {
      json.append("\"questions\": ").append(texts(recording.questions())).append(",\n ");
    }
    json.append("\"samples\": [");
    String separator = "\n  ";
    for (Sample sample : recording.samples()) {
      json.append(separator).append(document(sample).toJson(PLAIN));
      separator = ",\n  ";
    }
    return json.append("\n]}\n").toString();
  }

  /** Reads what {@link #write} wrote. */
  public static Recording read(String json) {
    Document document = Document.parse(json);
    List<Sample> samples = new ArrayList<>();
    document.getList("samples", Document.class).forEach(sample -> samples.add(sample(sample)));
    return new Recording(
        texts(document.get("environment", Document.class)),
        texts(document.get("questions", new Document())),
        samples);
  }

  private static String texts(Map<String, String> texts) {
    Document document = new Document();
    texts.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> document.append(entry.getKey(), entry.getValue()));
    return document.toJson(PLAIN);
  }

  private static Map<String, String> texts(Document document) {
    Map<String, String> texts = new LinkedHashMap<>();
    document.forEach((name, value) -> texts.put(name, String.valueOf(value)));
    return texts;
  }

  private static Document document(Sample sample) {
    Document figures = new Document();
    sample.figures().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> figures.append(entry.getKey(), entry.getValue()));
    Document document =
        new Document("scenario", sample.scenario())
            .append("way", sample.way())
            .append("round", sample.round())
            .append("figures", figures);
    return sample.isVoid() ? document.append("void", sample.fault()) : document;
  }

  private static Sample sample(Document document) {
    Map<String, Double> figures = new LinkedHashMap<>();
    document
        .get("figures", Document.class)
        .forEach((name, value) -> figures.put(name, ((Number) value).doubleValue()));
    return new Sample(
        document.getString("scenario"),
        document.getString("way"),
        document.getInteger("round"),
        figures,
        document.get("void", ""));
  }
}
