@testable import ChildProcess
@testable import Configuration
@testable import IIIF
@testable import IIIFBench
@testable import LoadGenerator
@testable import Support
import Foundation
import Testing

@Suite("Traffic of a study")
struct TrafficTests {
  private func study(_ traffic: String) -> StudyLoader.Loaded {
    let text = """
      question: Which?
      servers: all
      operations: [full]
      formats: all
      rate: [10]
      \(traffic)

      """
    return StudyLoader().decode(SourceText(path: "studies.d/s.yaml", text: text), named: "s")
  }

  @Test("Every key is read")
  func keys() {
    let loaded = study(
      """
      traffic:
        arrivals: poisson
        think-time: 0.5
        stages: [{duration: 2, from: 0.5, to: 1}, {duration: 1, from: 3, to: 3}]
        precision: {percentile: 99, width: 0.1}
        threads: 2
        maximum-connections: 64
        requests-per-connection: 1
        streams-per-connection: 20
        maximum-redirects: 2
        http: "2"
        ca-file: ca.pem
        verify-certificate: false
        timeout: 20
      """)
    #expect(loaded.diagnostics == [])
    #expect(
      loaded.study?.study.traffic
        == Traffic(
          arrivals: .poisson, thinkTime: 0.5,
          stages: [
            Stage(duration: .seconds(2), from: 0.5, to: 1), Stage(duration: .seconds(1), level: 3),
          ],
          precision: StopRule.Precision(percentile: 99, relativeWidth: 0.1), threads: 2,
          maximumConnections: 64, requestsPerConnection: 1, streamsPerConnection: 20,
          maximumRedirects: 2, http: .http2,
          certificateAuthorityFile: "ca.pem", verifiesCertificate: false, timeout: 20))
  }

  @Test("A problem is reported at its place")
  func problem() {
    let messages = study("traffic: {arrivals: poison}").diagnostics.map(\.message)
    #expect(
      messages == [
        "'arrivals' must be one of constant, poisson, found 'poison'; did you mean 'poisson'?"
      ])
  }

  @Test("A load becomes a schedule of the generator, with stages unless it is a replay")
  func schedules() {
    let traffic = Traffic(
      arrivals: .poisson, thinkTime: 2, stages: [Stage(duration: .seconds(1), from: 0, to: 1)],
      maximumConnections: 7)
    #expect(
      traffic.schedule(of: .concurrency(3), at: [])
        == .closed(concurrency: 3, thinkTime: .seconds(2)))
    #expect(
      traffic.schedule(of: .rate(5), at: [])
        == .open(rate: 5, arrivals: .poisson, maximumConnections: 7))
    #expect(traffic.stages(of: .rate(5)) == [Stage(duration: .seconds(1), from: 0, to: 1)])
    #expect(traffic.stages(of: .replaySpeed(1)).isEmpty)
  }

  @Test("No part of a request may take longer than the whole, and the first byte as long")
  func timeouts() {
    let timeouts = Traffic(timeout: 2).timeouts
    #expect(timeouts.total == .seconds(2))
    #expect(timeouts.connect == .seconds(2))
    #expect(timeouts.firstByte == .seconds(2))
    #expect(Traffic().timeouts.firstByte == Traffic().timeouts.total)
    #expect(Traffic().timeouts.connect == Timeouts().connect)
  }
}
