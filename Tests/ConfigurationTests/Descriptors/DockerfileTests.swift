@testable import ChildProcess
@testable import Configuration
@testable import IIIF
@testable import IIIFBench
@testable import LoadGenerator
@testable import Support
import Testing

@Suite("Dockerfiles")
struct DockerfileTests {
  @Test("Build arguments are found in every form, and nothing else is")
  func arguments() {
    let text = """
      # ARG COMMENT
      ARG BASE=debian:bookworm-slim
      FROM ${BASE}
        arg lower
      ARG ONE TWO=2 \\
        # ARG BETWEEN
        THREE="3 4"
      RUN echo ARG FOUR && \\
        ARG FIVE
      ARGUMENT=6
      ENV ARG=7
      ARG BASE
      """
    #expect(Dockerfile(text).arguments == ["BASE", "lower", "ONE", "TWO", "THREE"])
  }

  @Test("Lines may end with CRLF, and the last one may have no end")
  func lineEnds() {
    #expect(Dockerfile("FROM a\r\nARG ONE\r\nARG TWO=\\\r\n2").arguments == ["ONE", "TWO"])
    #expect(Dockerfile("ARG ONE \\").arguments == ["ONE"])
    #expect(Dockerfile("").arguments == [])
  }
}
