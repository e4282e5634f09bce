package dev.weft.frontend.path;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class PathProblemsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE | /api/workflows/x/signal | POST",
                "GET | /api/workflows/x%2Fy/signal | POST",
                "PUT | /api/workflows/x | DELETE, GET",
                "PUT | /api/workflows/start | DELETE, GET, POST",
                "POST | /api/workflows/signal | DELETE, GET",
                "DELETE | /api/workflows/x/query/total | GET, POST",
                "PATCH | /api/workflows/x/activities/a/heartbeat | POST",
                "POST | /subjects | GET",
            })
    void anotherMethodIsNotAllowedAndThoseThatAreAreNamed(String method, String path, String allowed) {
        given().urlEncodingEnabled(false)
                .request(method, path)
                .then()
                .statusCode(405)
                .header("Allow", equalTo(allowed))
                .contentType("application/problem+json")
                .body("type", equalTo("urn:weft:problem:method-not-allowed"))
                .body("detail", allOf(containsString(allowed), containsString("but got " + method)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/nothing", "/api/workflows/x/nothing", "/api/workflows/x/signal/y", "/nothing"})
    void unknownPathIsNotFound(String path) {
        given().request("DELETE", path)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:weft:problem:path-not-found"))
                .body("detail", containsString(path));
    }
}
