package dev.mongostreams.internal.bson;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Where the fields of a change event lie, found by one walk over its top level. A field that is not
 * there lies at {@link #ABSENT}. Immutable.
 */
final class EventFields {
  static final int ABSENT = -1;

  private static final byte[] ID = "_id".getBytes(US_ASCII);
  private static final byte[] NS = "ns".getBytes(US_ASCII);
  private static final byte[] OPERATION_TYPE = "operationType".getBytes(US_ASCII);
  private static final byte[] DOCUMENT_KEY = "documentKey".getBytes(US_ASCII);
  private static final byte[] CLUSTER_TIME = "clusterTime".getBytes(US_ASCII);
  private static final byte[] FULL_DOCUMENT = "fullDocument".getBytes(US_ASCII);
  private static final byte[] UPDATE_DESCRIPTION = "updateDescription".getBytes(US_ASCII);

  private int token = ABSENT;
  private int operation = ABSENT;
  private int namespace = ABSENT;
  private int documentKey = ABSENT;
  private int clusterTime = ABSENT;
  private int fullDocument = ABSENT;
  private int updateDescription = ABSENT;

  EventFields(byte[] bytes, int offset) {
    Elements elements = new Elements(bytes, offset);
    while (elements.next()) {
      note(elements);
    }
  }

  /**
   * Takes a field at its place when it has the type it should have; any other is left to lookups.
   */
  private void note(Elements element) {
    int at = element.valueAt();
    switch (element.nameLength()) {
      case 2 -> namespace = element.is(NS, Elements.DOCUMENT) ? at : namespace;
      case 3 -> token = element.is(ID, Elements.DOCUMENT) ? at : token;
      case 11 -> {
        documentKey = element.is(DOCUMENT_KEY, Elements.DOCUMENT) ? at : documentKey;
        clusterTime = element.is(CLUSTER_TIME, Elements.TIMESTAMP) ? at : clusterTime;
      }
      case 12 -> fullDocument = element.is(FULL_DOCUMENT, Elements.DOCUMENT) ? at : fullDocument;
      case 13 -> operation = element.is(OPERATION_TYPE, Elements.STRING) ? at : operation;
      case 17 ->
          updateDescription =
              element.is(UPDATE_DESCRIPTION, Elements.DOCUMENT) ? at : updateDescription;
      default -> {}
    }
  }

  int token() {
    return token;
  }

  int operation() {
    return operation;
  }

  int namespace() {
    return namespace;
  }

  int documentKey() {
    return documentKey;
  }

  int clusterTime() {
    return clusterTime;
  }

  int fullDocument() {
    return fullDocument;
  }

  int updateDescription() {
    return updateDescription;
  }
}
