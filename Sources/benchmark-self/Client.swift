import ArgumentParser
import Foundation
import HDRHistogram
import IIIF
import IIIFBench
import LoadGenerator
import Synchronization
import Verification

/// Runs the generator of iiif-bench as a program like the others.
struct Client: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      abstract: "Puts one URL under load with the generator of iiif-bench.")
  }

  @Argument(help: "The URL: http://HOST:PORT/PATH")
  var url: String

  @Option(help: "Connections, each with one request under way.")
  var connections = 10

  @Option(help: "Seconds to run.")
  var seconds = 3

  @Option(help: "Requests to send, instead of running for a time.")
  var requests: Int?

  @Option(help: "Event loops.")
  var threads = 1

  @Flag(help: "Check only the status.")
  var unverified = false

  @Flag(help: "Let libcurl carry the requests.")
  var libcurl = false

  func run() throws {
    guard let slash = url.dropFirst("https://".count).firstIndex(of: "/") else {
      throw ValidationError("the URL needs a path")
    }
    let origin = String(url[..<slash])
    let table = [LoadRequest(target: String(url[slash...]))]
    let plan = LoadPlan(
      origin: origin, requests: RequestTable(table), schedule: .closed(concurrency: connections),
      stop: StopRule(duration: .seconds(seconds), iterations: requests),
      connections: ConnectionOptions(transport: libcurl ? .libcurl : .automatic), threads: threads)
    let memory = MemoryObserver()
    let generator = LoadGenerator(
      plan: plan, verification: verification(origin: origin, table),
      observer: requests == nil ? nil : memory)
    let report = try wait { try await generator.run() }
    printFigures(of: report)
    if requests != nil { print(memory.text) }
  }

  /// Blocks the main thread, which still receives signals, until the work is done.
  private func wait(
    for work: @escaping @Sendable () async throws -> LoadReport
  ) throws -> LoadReport {
    let done = DispatchSemaphore(value: 0)
    let result = Mutex<Result<LoadReport, any Error>?>(nil)
    Task {
      let outcome: Result<LoadReport, any Error>
      do { outcome = .success(try await work()) } catch { outcome = .failure(error) }
      result.withLock { $0 = outcome }
      done.signal()
    }
    done.wait()
    guard let outcome = result.withLock({ $0 }) else { throw ExitCode.failure }
    return try outcome.get()
  }

  private func verification(
    origin: String, _ table: [LoadRequest]
  ) -> any ResponseVerification {
    if unverified { return StatusVerification() }
    let size = PixelSize(width: StubImage.width, height: StubImage.height)
    return ImageVerification(
      origin: origin, requests: table,
      expectations: table.map { _ in Expectation(mediaTypes: ["image/jpeg"], size: size) })
  }

  private func printFigures(of report: LoadReport) {
    print("requests: \(report.requests)")
    print("seconds: \(report.seconds)")
    print("errors: \(report.errors)")
    let response = report.responseTime
    print("microseconds: p50 \(response.median), p99 \(response.value(atPercentile: 99))")
    let watch = report.generator
    print("transport: \(report.transport), connections opened: \(report.connectionsOpened)")
    print(
      "generator: CPU share \(watch.cpuShare), "
        + "longest loop iteration \(watch.longestLoopIteration) µs")
  }
}

/// Accepts every answer with status 200.
private struct StatusVerification: ResponseVerification {
  var kinds: [String] { ["wrong-status"] }

  func makeVerifier(thread: Int) -> any ResponseVerifier { Verifier() }

  private final class Verifier: ResponseVerifier {
    func begin(request: Int) {}
    func body(_ bytes: Span<UInt8>) {}
    func end(_ summary: ResponseSummary, fields: Span<UInt8>) -> Int {
      summary.status == 200 ? 0 : 1
    }
  }
}
