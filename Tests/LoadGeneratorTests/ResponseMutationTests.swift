import Foundation
import Statistics
import Testing

@testable import LoadGenerator

/// Parses randomly broken responses, from a fixed seed.
///
/// The environment variable `RESPONSE_MUTATIONS` sets their number; CONTRIBUTING has the command that
/// runs ten million under AddressSanitizer.
@Suite struct ResponseMutationTests {
  @Test("The result of any response does not depend on how it is split")
  func mutations() {
    let wanted = ProcessInfo.processInfo.environment["RESPONSE_MUTATIONS"].flatMap { Int($0) }
    var mutator = ResponseMutator(seed: 1)
    var outcomes: [String: Int] = [:]
    for number in 0..<(wanted ?? 20_000) {
      let response = mutator.next()
      let whole = read(response.bytes, method: response.method, splits: [])
      let split = read(response.bytes, method: response.method, splits: response.splits)
      if whole != split {
        Issue.record("\(number): \(whole) whole, \(split) split at \(response.splits): \(response)")
      }
      if whole.bodyBytes != whole.delivered {
        Issue.record("\(number): \(whole.bodyBytes) bytes counted, \(whole.delivered) delivered")
      }
      outcomes["\(whole.progress)", default: 0] += 1
    }
    // The mutator must produce all outcomes.
    for outcome in ["complete", "incomplete", "failed(LoadGenerator.Fault.malformed)"] {
      #expect(outcomes[outcome, default: 0] > 0, "\(outcome)")
    }
  }

  private struct Reading: Equatable {
    var progress: ResponseReader.Progress
    var status: Int
    var bodyBytes: Int
    var delivered: Int
    var checksum: UInt64
  }

  private func read(_ bytes: [UInt8], method: LoadRequest.Method, splits: [Int]) -> Reading {
    var reader = ResponseReader(maximumBody: 3000)
    reader.begin(method: method)
    var delivered = 0
    var checksum: UInt64 = 0
    var progress = ResponseReader.Progress.incomplete
    var start = 0
    let span = bytes.span
    for end in splits + [bytes.count] where end > start {
      progress = reader.read(span.extracting(start..<end)) { part in
        delivered += part.count
        for index in 0..<part.count { checksum = checksum &* 31 &+ UInt64(part[index]) }
      }
      start = end
      if case .failed = progress { break }
    }
    if case .failed = progress {
      // The failure must not depend on the split; what was delivered before it may.
      return Reading(progress: progress, status: 0, bodyBytes: 0, delivered: 0, checksum: 0)
    }
    return Reading(
      progress: progress, status: reader.status, bodyBytes: reader.bodyBytes,
      delivered: delivered, checksum: checksum)
  }
}

/// Mutates valid and invalid responses.
struct ResponseMutator {
  /// A response, and the indices at which it is split.
  struct Response {
    var bytes: [UInt8]
    var method: LoadRequest.Method
    var splits: [Int]
  }

  private let samples = ResponseCase.all.filter { $0.bytes.count < 2000 }
  private var random: SplitMix64
  private static let interesting = Array("\r\n:; \t,0159afAFx-+\u{0}\u{7F}HTP/.".utf8) + [128, 255]

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  mutating func next() -> Response {
    let sample = samples[below(samples.count)]
    var bytes = sample.bytes
    for _ in 0..<below(6) { mutate(&bytes) }
    let splits = (0..<below(5)).map { _ in below(bytes.count + 1) }.sorted()
    return Response(bytes: bytes, method: sample.method, splits: splits)
  }

  private mutating func mutate(_ bytes: inout [UInt8]) {
    guard !bytes.isEmpty else { return }
    let place = below(bytes.count)
    switch below(7) {
    case 0: bytes[place] ^= 1 << UInt8(below(8))
    case 1: bytes[place] = Self.interesting[below(Self.interesting.count)]
    case 2: bytes.insert(Self.interesting[below(Self.interesting.count)], at: place)
    case 3: bytes.remove(at: place)
    case 4: bytes.removeSubrange(place..<min(bytes.count, place + below(20)))
    case 5: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + below(40))], at: place)
    default:
      let other = samples[below(samples.count)].bytes
      bytes.replaceSubrange(place..., with: other[below(other.count)...])
    }
  }

  private mutating func below(_ limit: Int) -> Int { Int(random.next() % UInt64(max(1, limit))) }
}
