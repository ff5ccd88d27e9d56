package io.contentjobs.redis.record;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A PROCESSING job of type IMAGE_GEN, as the tools of other services store it. */
final class ForeignForms {
    /** Stands for the job's draft. */
    static final String DRAFT = "%DRAFT%";

    private static final Instant CREATED_AT = Instant.parse("2025-10-27T01:00:00.123Z");

    /**
     * A job that is a hash.
     *
     * @param writer the tool that writes this form
     * @param createdAt the point in time; null if the record has none
     */
    record HashForm(String writer, @Nullable Instant createdAt, Map<String, String> fields) {
        @Override
        public String toString() {
            return writer;
        }
    }

    /**
     * A job that is a string.
     *
     * @param writer the tool that writes this form
     * @param createdAt the point in time; null if the record has none
     */
    record StringForm(String writer, @Nullable Instant createdAt, String value) {
        @Override
        public String toString() {
            return writer;
        }
    }

    static final List<HashForm> HASHES = List.of(
            hash("redis-cli", CREATED_AT, """
                    status=PROCESSING
                    eventDraftId=%DRAFT%
                    type=IMAGE_GEN
                    createdAt=2025-10-27T10:00:00.123+09:00
                    """),
            hash("any order, extra fields", CREATED_AT, """
                    createdAt=2025-10-27T01:00:00.123Z
                    progress=40
                    worker=gpu-7
                    type=IMAGE_GEN
                    statusText=FAILED
                    eventDraftId=%DRAFT%
                    status=PROCESSING
                    =empty name
                    """),
            hash("Spring Data Redis repository: _class", CREATED_AT, """
                    _class=kt.event.content.Job
                    createdAt=1761526800123
                    eventDraftId=%DRAFT%
                    status=PROCESSING
                    type=IMAGE_GEN
                    """),
            hash("RedisTemplate with Jackson values: quoted", CREATED_AT, """
                    status="PROCESSING"
                    eventDraftId="%DRAFT%"
                    type="IMAGE_GEN"
                    createdAt="2025-10-27T10:00:00.123+09:00"
                    """),
            hash("RedisTemplate with generic Jackson values: typed", CREATED_AT, """
                    @class="kt.event.content.Job"
                    status=["kt.event.content.JobStatus","PROCESSING"]
                    eventDraftId="%DRAFT%"
                    type="IMAGE_GEN"
                    createdAt=["java.lang.Long",1761526800123]
                    """),
            hash("decimal seconds, as Jackson writes instants", CREATED_AT, """
                    status=PROCESSING
                    eventDraftId=%DRAFT%
                    type=IMAGE_GEN
                    createdAt=1761526800.123000000
                    """),
            hash("Jackson for names, too: both quoted", CREATED_AT, """
                    "status"="PROCESSING"
                    "eventDraftId"="%DRAFT%"
                    "type"="IMAGE_GEN"
                    "createdAt"=1761526800123
                    """),
            hash("local date-time: no point in time", null, """
                    status=PROCESSING
                    eventDraftId=%DRAFT%
                    type=IMAGE_GEN
                    createdAt=2025-10-27T10:00:00.123
                    """),
            hash("local date-time as Jackson's array", null, """
                    status=PROCESSING
                    eventDraftId=%DRAFT%
                    type=IMAGE_GEN
                    createdAt=[2025,10,27,10,0,0,123000000]
                    """),
            hash("no createdAt", null, """
                    status=PROCESSING
                    eventDraftId=%DRAFT%
                    type=IMAGE_GEN
                    """));

    static final List<StringForm> STRINGS = List.of(
            new StringForm("plain JSON", CREATED_AT, """
                    {"status":"PROCESSING","eventDraftId":"%DRAFT%","type":"IMAGE_GEN",\
                    "createdAt":"2025-10-27T10:00:00.123+09:00"}"""),
            new StringForm("any order, extra and nested fields, white space", CREATED_AT, """

                    { "createdAt" : 1761526800123, "options" : {"status":"FAILED","n":[1,{}]},
                      "type":"IMAGE_GEN", "eventDraftId":"%DRAFT%", "status":"PROCESSING" }
                    """),
            new StringForm("generic Jackson: @class", CREATED_AT, """
                    {"@class":"kt.event.content.Job","status":"PROCESSING","eventDraftId":"%DRAFT%",\
                    "type":"IMAGE_GEN","createdAt":1761526800.123000000}"""),
            new StringForm("default typing: arrays around the object and its values", CREATED_AT, """
                    ["kt.event.content.Job",{"status":["kt.event.content.JobStatus","PROCESSING"],\
                    "eventDraftId":"%DRAFT%","type":"IMAGE_GEN","createdAt":["java.lang.Long",1761526800123]}]"""),
            new StringForm("JSON in a JSON string", CREATED_AT, """
                    "{\\"status\\":\\"PROCESSING\\",\\"eventDraftId\\":\\"%DRAFT%\\",\
                    \\"type\\":\\"IMAGE_GEN\\",\\"createdAt\\":1761526800123}\""""),
            new StringForm("local date-time as Jackson's array", null, """
                    {"status":"PROCESSING","eventDraftId":"%DRAFT%","type":"IMAGE_GEN",\
                    "createdAt":[2025,10,27,10,0,0,123000000]}"""),
            new StringForm("Python: NaN and Infinity, byte order mark", CREATED_AT, """
                    \uFEFF{"status": "PROCESSING", "eventDraftId": "%DRAFT%", "type": "IMAGE_GEN", "score": NaN, \
                    "loss": [Infinity, -Infinity], "createdAt": 1761526800.123}"""),
            new StringForm("nulls", null, """
                    {"status":"PROCESSING","eventDraftId":"%DRAFT%","type":"IMAGE_GEN","createdAt":null,\
                    "imageUrls":null,"error":null}"""));

    private ForeignForms() {}

    private static HashForm hash(String writer, @Nullable Instant createdAt, String fields) {
        Map<String, String> map = new LinkedHashMap<>();
        fields.lines().forEach(field -> {
            int value = field.indexOf('=') + 1;
            map.put(field.substring(0, value - 1), field.substring(value));
        });
        return new HashForm(writer, createdAt, map);
    }
}
