package io.contentjobs.bootstrap.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** The poms as they are published: Maven Central refuses an artefact whose pom lacks one of these elements. */
final class PublishedPomsTest {
    private static final Path ROOT = Path.of("..");
    private static final XPath XPATH = XPathFactory.newInstance().newXPath();
    private static final List<String> NOT_INHERITED = List.of("artifactId", "name", "description");
    private static final List<String> INHERITED = List.of(
            "groupId",
            "version",
            "url",
            "licenses/license/name",
            "licenses/license/url",
            "developers/developer/name",
            "scm/connection",
            "scm/developerConnection",
            "scm/url");

    private final Document parent = pom(ROOT);

    @Test
    void each_published_pom_has_the_elements_that_central_requires() {
        assertThat(published()).hasSizeGreaterThan(4);
        for (Document pom : published()) {
            String name = artifact(pom);
            assertThat(NOT_INHERITED)
                    .as(name)
                    .allSatisfy(element -> assertThat(texts(pom, "/project/" + element))
                            .singleElement()
                            .asString()
                            .isNotBlank());
            assertThat(INHERITED)
                    .as(name)
                    .allSatisfy(element ->
                            assertThat(inherited(pom, element)).isNotEmpty().noneMatch(String::isBlank));
        }
    }

    @Test
    void the_bom_lists_each_published_module_and_each_test_jar_with_the_projects_version() {
        Document bom = published().stream()
                .filter(pom -> artifact(pom).equals("content-jobs-bom"))
                .findFirst()
                .orElseThrow();
        List<Document> libraries = published().stream()
                .filter(pom -> texts(pom, "/project/packaging").isEmpty())
                .toList();
        String managed = "/project/dependencyManagement/dependencies/dependency";

        assertThat(texts(bom, managed + "[not(type)]/artifactId"))
                .containsExactlyElementsOf(
                        libraries.stream().map(PublishedPomsTest::artifact).toList());
        assertThat(texts(bom, managed + "[type='test-jar']/artifactId"))
                .containsExactlyElementsOf(libraries.stream()
                        .filter(pom -> !texts(pom, "//goal[.='test-jar']").isEmpty())
                        .map(PublishedPomsTest::artifact)
                        .toList());
        assertThat(texts(bom, managed + "/version")).isNotEmpty().containsOnly("${project.version}");
    }

    @Test
    void only_the_server_is_not_published() {
        assertThat(poms())
                .filteredOn(pom -> !isPublished(pom))
                .extracting(PublishedPomsTest::artifact)
                .containsExactly("bootstrap");
    }

    private List<Document> published() {
        return poms().filter(PublishedPomsTest::isPublished).toList();
    }

    private Stream<Document> poms() {
        return Stream.concat(
                Stream.of(parent),
                texts(parent, "/project/modules/module").stream().map(module -> pom(ROOT.resolve(module))));
    }

    private static boolean isPublished(Document pom) {
        return !texts(pom, "/project/properties/maven.deploy.skip").contains("true");
    }

    private List<String> inherited(Document pom, String element) {
        List<String> own = texts(pom, "/project/" + element);
        return own.isEmpty() ? texts(parent, "/project/" + element) : own;
    }

    private static String artifact(Document pom) {
        return texts(pom, "/project/artifactId").get(0);
    }

    private static List<String> texts(Document pom, String path) {
        try {
            NodeList nodes = (NodeList) XPATH.evaluate(path, pom, XPathConstants.NODESET);
            return IntStream.range(0, nodes.getLength())
                    .mapToObj(i -> nodes.item(i).getTextContent().strip())
                    .toList();
        } catch (Exception e) {
            throw new IllegalArgumentException(path, e);
        }
    }

    private static Document pom(Path folder) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(folder.resolve("pom.xml").toFile());
        } catch (Exception e) {
            throw new IllegalStateException(folder.toString(), e);
        }
    }
}
