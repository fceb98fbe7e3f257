import Foundation
import Testing

/// PyPI's `hdrhistogram`, a port of Gil Tene's Java code.
enum ReferenceHistogram {
  static let remedy: Comment = "no python3 has the module 'hdrh'; 'make python' installs it"

  static var isAvailable: Bool { interpreter != nil }

  /// The Python of `make python`, or that of the machine; nil if neither has the module.
  private static let interpreter: String? = [
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: ".cache/python/bin/python3").path,
    "python3",
  ].first { (try? run("import hdrh.histogram", input: "", by: $0)) != nil }

  /// The reference has slots up to the next power of two; ours end with the range.
  private static let program = """
    import itertools, sys
    from hdrh.histogram import HdrHistogram

    def empty():
        histogram = HdrHistogram(1, 600000000, 3)
        histogram.beyond = 0
        return histogram

    def report(histogram):
        count = histogram.get_total_count()
        print("count", count, "beyond", histogram.beyond)
        print("min", histogram.get_min_value(), "max", histogram.get_max_value())
        print("mean", histogram.get_mean_value())
        for item in histogram.get_recorded_iterator():
            print("pair", item.value_iterated_to, item.count_at_value_iterated_to)
        if count == 0:
            return
        ranks = range(1, count + 1, max(1, count // 500))
        # A quarter below: the reference rounds to the nearest rank, the histogram up.
        percentiles = [100 * (rank - 0.25) / count for rank in ranks]
        values = histogram.get_percentile_to_value_dict(percentiles)
        for rank, percentile in zip(ranks, percentiles):
            print("rank", rank, values[percentile])
        tenths = [*range(0, 990, 10), *range(990, 1001)]
        values = histogram.get_percentile_to_value_dict([tenth / 10 for tenth in tenths])
        for tenth in tenths:
            print("percentile", tenth, values[tenth / 10])

    total = empty()
    last = total.get_highest_equivalent_value(600000000)
    lines = [tuple(map(int, line.split())) for line in sys.stdin]
    for part, group in itertools.groupby(lines, key=lambda line: line[0]):
        histogram = empty()
        for _, value, count in group:
            print("equivalents", histogram.get_lowest_equivalent_value(value),
                  histogram.get_highest_equivalent_value(value))
            if value > last:
                histogram.beyond += count
            if not histogram.record_value(min(value, last), count):
                sys.exit(f"{value} is refused")
        total.add(histogram)
        total.beyond += histogram.beyond
        report(histogram)
    report(total)
    """

  /// The reference's report on the histogram of each part and on their sum, line by line.
  static func reports(on parts: [[(value: UInt64, count: UInt64)]]) throws -> [String] {
    guard let interpreter else { throw Failure() }
    let lines = parts.enumerated().flatMap { index, part in
      part.map { "\(index) \($0.value) \($0.count)\n" }
    }
    return try run(program, input: lines.joined(), by: interpreter)
      .split(separator: "\n").map(String.init)
  }

  private struct Failure: Error {}

  private static func run(
    _ program: String, input: String, by interpreter: String
  ) throws -> String {
    let file = FileManager.default.temporaryDirectory
      .appending(path: "iiif-bench-test-\(UUID().uuidString).txt")
    try Data(input.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [interpreter, "-c", program]
    process.standardInput = try FileHandle(forReadingFrom: file)
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let answer = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure() }
    return String(decoding: answer, as: UTF8.self)
  }
}
