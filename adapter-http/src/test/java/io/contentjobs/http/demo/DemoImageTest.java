package io.contentjobs.http.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.ImageStyle;
import io.contentjobs.domain.JobId;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

final class DemoImageTest {
    private static final EventDraftId DRAFT = new EventDraftId("summer-sale");
    private static final JobId JOB = new JobId("job-1");

    @ParameterizedTest
    @EnumSource
    void picture_is_an_svg_with_its_size(ImageStyle style) throws Exception {
        for (int i = 0; i < 50; i++) {
            Element svg = parse(DemoImage.svg(style, DRAFT, new JobId("job-" + i)));
            assertThat(svg.getTagName()).isEqualTo("svg");
            assertThat(svg.getNamespaceURI()).isEqualTo("http://www.w3.org/2000/svg");
            assertThat(List.of(svg.getAttribute("width"), svg.getAttribute("height"), svg.getAttribute("viewBox")))
                    .containsExactly("1080", "1080", "0 0 1080 1080");
            assertThat(svg.getElementsByTagName("*").getLength()).isGreaterThan(4);
        }
    }

    @ParameterizedTest
    @EnumSource
    void picture_has_no_external_reference(ImageStyle style) {
        assertThat(DemoImage.svg(style, DRAFT, JOB)).doesNotContain("href", "script", "style=", "url(h", "NaN");
    }

    @Test
    void pictures_differ_by_style_draft_and_job() {
        List<String> pictures = new ArrayList<>();
        for (ImageStyle style : ImageStyle.values()) {
            pictures.add(DemoImage.svg(style, DRAFT, JOB));
            pictures.add(DemoImage.svg(style, new EventDraftId("winter-sale"), JOB));
            pictures.add(DemoImage.svg(style, DRAFT, new JobId("job-2")));
        }
        assertThat(pictures).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void picture_is_the_same_each_time(ImageStyle style) {
        assertThat(DemoImage.svg(style, DRAFT, JOB)).isEqualTo(DemoImage.svg(style, DRAFT, JOB));
    }

    @Test
    void numbers_do_not_depend_on_the_default_locale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            Svg svg = new Svg();
            SimpleImage.draw(svg, new Random(1));
            assertThat(svg.toString()).matches("\\p{ASCII}+").doesNotContainPattern("[0-9],[0-9]{2}\"");
        } finally {
            Locale.setDefault(before);
        }
    }

    private static Element parse(String svg) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)))
                .getDocumentElement();
    }
}
