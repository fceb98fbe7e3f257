import Decisions
import IIIFBench

extension AdviceReport {
  /// The advice for a terminal.
  package func text(width: Int, colour: Bool) -> String {
    let style = TextStyle(colour: colour)
    let wrapped = { (text: String) in DisplayWidth.wrap(text, to: max(40, width)) }
    let table = TextTable(headings: headings, rows: rows).lines(width: max(40, width))
    var lines = wrapped(title).map { style(.heading, $0) }
    lines += (sentences + [turn].compactMap(\.self)).flatMap(wrapped)
    lines += ["", style(.secondary, table[0])] + table.dropFirst()
    lines += wrapped(Self.legend).map { style(.secondary, $0) }
    if !notes.isEmpty { lines += [""] + notes.flatMap(wrapped) }
    return lines.map { $0 + "\n" }.joined()
  }

  /// The advice as Markdown.
  package var markdown: String {
    let body = [headings, headings.map { _ in "---" }] + rows.map { $0.map(MarkdownText.escaped) }
    let choice = sentences + [turn].compactMap(\.self)
    return "### \(MarkdownText.escaped(title))\n\n"
      + choice.map { MarkdownText.escaped($0) + "\n\n" }.joined()
      + body.map { "| " + $0.joined(separator: " | ") + " |\n" }.joined() + "\n"
      + ([Self.legend] + notes).map { "- \(MarkdownText.escaped($0))\n" }.joined()
  }

  /// The advice as a JSON value.
  package var json: some Encodable {
    AdviceRecord(
      mix: Dictionary(advice.parts.map { ($0.operation, $0.weight) }) { first, _ in first },
      load: advice.load, choice: sentences + [turn].compactMap(\.self), notes: notes,
      candidates: advice.candidates.map(AdviceRecord.Candidate.init))
  }
}

/// The JSON form of an advice.
private struct AdviceRecord: Encodable {
  var schema = "iiif-bench-advice"
  var version = 1
  let mix: [String: Double]
  let load: Load
  let choice: [String]
  let notes: [String]
  let candidates: [Candidate]

  struct Candidate: Encodable {
    let server: String
    let format: SourceFormat
    let places: [Int]
    let letters: String
    let requestsPerSecond: Double
    let interval: [Double]?
    let cpuSecondsPerRequest: Double?
    let peakMemory: Int?
    let storedBytesPerImage: Double
    let errorShare: Double
    let measuredRequestsPerSecond: Double?

    init(_ candidate: MixCandidate) {
      server = candidate.server
      format = candidate.format
      places = [candidate.places.lowerBound, candidate.places.upperBound]
      letters = candidate.letters
      requestsPerSecond = candidate.throughput
      interval = candidate.interval.map { [$0.lowerBound, $0.upperBound] }
        .flatMap { $0.allSatisfy(\.isFinite) ? $0 : nil }
      cpuSecondsPerRequest = candidate.cpuSeconds
      peakMemory = candidate.peakMemory
      storedBytesPerImage = candidate.storedBytes
      errorShare = candidate.errorShare
      measuredRequestsPerSecond = candidate.measured
    }
  }
}
