import Foundation
import Glibc
import LoadGenerator

/// The document with the results.
struct PerformanceDocument {
  let comparison: GeneratorComparison
  let memory: MemoryRun
  let rounds: Int
  let seconds: Int

  /// The document in Markdown.
  var text: String {
    ([introduction] + ComparisonCell.all.map(table) + [goals, memoryText]).joined(separator: "\n\n")
      + "\n"
  }

  private var introduction: String {
    """
    # Performance of the load generator

    Written by `benchmark-self` on \(date). Do not edit: run `make benchmark-self` instead.

    The generator of iiif-bench and others, one client thread each, take turns against the same nginx
    with one worker on loopback. The client is bound to one processor and nginx to another.
    \(rounds) rounds of \(seconds) s per run, in an order that rotates from round to round. A figure
    is the median over the rounds with the range in brackets; a ratio is the median of the rounds'
    ratios to wrk. CPU is user and system time by `getrusage`, including the program's start.
    `iiif-bench` verifies every answer (status, media type, length, pixel size, end of file, same body
    for the same URL); the others verify nothing.

    | | |
    | --- | --- |
    | machine | \(processor), \(sysconf(Int32(_SC_NPROCESSORS_ONLN))) processors |
    | kernel | \(output(["/usr/bin/uname", "-sr"])) |
    | libcurl | \(LibcurlVersion.text) |
    | nginx | \(output(["/usr/sbin/nginx", "-v"]).replacing("nginx version: ", with: "")) |
    | wrk, hey, h2load, ab | \(["wrk", "hey", "nghttp2-client", "apache2-utils"].map(package).joined(separator: ", ")) |
    """
  }

  private func table(_ cell: ComparisonCell) -> String {
    let rows = Contestant.all.map { contestant in
      let rate = comparison.figure(\.requestsPerSecond, of: contestant, in: cell)
      let cpu = comparison.figure(\.cpuPerRequest, of: contestant, in: cell)
      let rateRatio = comparison.ratio(\.requestsPerSecond, of: contestant, in: cell)
      let cpuRatio = comparison.ratio(\.cpuPerRequest, of: contestant, in: cell)
      return "| \(contestant.name) | \(range(rate, 0)) | \(range(rateRatio, 2)) | "
        + "\(range(cpu, 1)) | \(range(cpuRatio, 2)) | "
        + "\(number(Double(comparison.peakMemory(of: contestant, in: cell)) / 1_048_576, 1)) |"
    }
    return
      ([
        "## \(cell.title)", "",
        "| | requests/s | ÷ wrk | CPU µs/request | ÷ wrk | peak MB |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
      ] + rows).joined(separator: "\n")
  }

  private var goals: String {
    let lines = ComparisonCell.all.flatMap { cell in
      var goals = [
        goal(
          "requests/s ÷ wrk", comparison.ratio(\.requestsPerSecond, of: .ours, in: cell),
          cell, { $0 >= 1 }, "at least 1.0"),
        goal(
          "CPU ÷ wrk", comparison.ratio(\.cpuPerRequest, of: .ours, in: cell), cell,
          { $0 <= 0.9 }, "at most 0.9"),
      ]
      if cell.size == ComparisonCell.sizes[0],
        let hey = Contestant.all.first(where: { $0.name == "hey" })
      {
        goals.append(
          goal(
            "requests/s ÷ hey",
            comparison.ratio(\.requestsPerSecond, of: .ours, to: hey, in: cell), cell,
            { $0 >= 2.5 }, "at least 2.5"))
      }
      return goals
    }
    return
      ([
        "## Goals, with verification", "", "| cell | figure | goal | median | |",
        "| --- | --- | --- | ---: | --- |",
      ] + lines).joined(separator: "\n")
  }

  private func goal(
    _ name: String, _ figure: GeneratorComparison.Figure, _ cell: ComparisonCell,
    _ isReached: (Double) -> Bool,
    _ text: String
  ) -> String {
    "| \(cell.title) | \(name) | \(text) | \(number(figure.median, 2)) | "
      + "\(isReached(figure.median) ? "reached" : "missed") |"
  }

  private var memoryText: String {
    """
    ## Memory

    Over \(memory.requests) requests on 50 connections at 1 KB, verified: \
    \(megabytes(memory.early)) MB resident after a tenth of them, \(megabytes(memory.late)) MB at \
    the end, \(megabytes(memory.peak)) MB peak.
    """
  }

  private func range(_ figure: GeneratorComparison.Figure, _ digits: Int) -> String {
    "\(number(figure.median, digits)) (\(number(figure.lowest, digits))–"
      + "\(number(figure.highest, digits)))"
  }

  private func megabytes(_ bytes: Int) -> String { number(Double(bytes) / 1_048_576, 1) }

  private func number(_ value: Double, _ digits: Int) -> String {
    String(format: "%.\(digits)f", value)
  }
}

// MARK: Where and when

extension PerformanceDocument {
  private var date: String { Date().formatted(.iso8601.year().month().day()) }

  private var processor: String {
    let information = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let line = information.split(separator: "\n").first { $0.hasPrefix("model name") }
    let name = line?.split(separator: ":").last ?? "unknown"
    return name.trimmingCharacters(in: .whitespaces)
  }

  private func output(_ command: [String]) -> String {
    let text = (try? MeasuredProcess.run(command))?.output ?? "unknown"
    return text.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private func package(_ name: String) -> String {
    output(["/usr/bin/dpkg-query", "-W", "-f", "${Version}", name])
  }
}
