package dev.mongostreams.demo.example;

import com.mongodb.client.model.WriteModel;
import org.bson.Document;

/** One write of the generated traffic. Makes exactly one change event. */
record PlannedWrite(String collection, WriteModel<Document> write) {}
