@testable import Decisions
@testable import HDRHistogram
@testable import IIIF
@testable import IIIFBench
@testable import Launching
@testable import LoadGenerator
@testable import Measuring
@testable import Reports
@testable import Results
@testable import Statistics
@testable import Support
import TestSupport
import Testing

@Suite struct AnswerTests {
  private func sentences(_ change: (inout ResultBuilder) -> Void) throws -> [String] {
    var builder = ResultBuilder()
    builder.answers = 100
    change(&builder)
    return Verdicts(try builder.result()).groups.map { comparison in
      let answer = Answer(comparison: comparison)
      return "\(answer.subject): \(answer.sentence)"
    }
  }

  /// Answers in a window by server and block.
  private func counts(_ counts: [String: [Int]]) -> @Sendable (inout CellResult) -> Void {
    { cell in
      cell.completedInWindow = counts[cell.server]?[cell.block - 1] ?? 0
      cell.serverCPUSeconds = nil
    }
  }

  @Test("Servers that differ are fastest and slower, with the distance")
  func separated() throws {
    let sentences = try sentences {
      $0.servers = ["alpha", "beta", "gamma"]
      $0.change = counts([
        "alpha": [1000, 1010, 990], "beta": [690, 700, 685], "gamma": [250, 250, 251],
      ])
    }
    #expect(
      sentences == [
        "crop of jpeg-q90 at 10 users: alpha is fastest (100 requests/s); "
          + "beta is 1.45 times slower (1.43–1.46); gamma is 3.99 times slower (3.88–4.12)."
      ])
  }

  @Test("Servers within 5 % are level, at the top and behind it")
  func level() throws {
    let sentences = try sentences {
      $0.servers = ["alpha", "beta", "gamma", "delta"]
      $0.change = counts([
        "alpha": [9000, 9010, 8990], "beta": [9005, 9001, 8999], "gamma": [4005, 4000, 3995],
        "delta": [4000, 3999, 4001],
      ])
    }
    #expect(
      sentences == [
        "crop of jpeg-q90 at 10 users: beta and alpha are level within 5 % (900 requests/s); "
          + "delta is 2.25 times slower (2.24–2.26); gamma is 2.25 times slower (2.24–2.26); "
          + "delta and gamma are level with each other."
      ])
  }

  @Test("A verdict from a busy machine says so, above a quarter of its processors")
  func busyMachine() throws {
    for (share, isBusy) in [(0.25, false), (0.5, true)] {
      let sentence = try sentences {
        $0.change = { $0.otherLoad = OtherLoad(programs: share, steal: 0) }
      }.first
      #expect(
        sentence?.contains("; measured on a busy machine, which other programs used (50 % of it)")
          == isBusy)
    }
  }

  @Test("An open pair has the excluded differences and the required blocks")
  func undecided() throws {
    let sentences = try sentences {
      $0.blocks = 3
      $0.change = counts(["alpha": [1000, 1010, 1030], "beta": [1000, 980, 1000]])
    }
    #expect(
      sentences == [
        "crop of jpeg-q90 at 10 users: alpha has the best figure (101 requests/s); "
          + "open: beta is between 6.1 % slower and 2.3 % faster than alpha; "
          + "1 more block would detect 5 %."
      ])
  }

  @Test("If 21 blocks do not detect 5 %, the sentence has what they detect")
  func noise() throws {
    let sentences = try sentences {
      $0.blocks = 2
      $0.change = counts(["alpha": [1000, 600], "beta": [600, 900]])
    }
    #expect(
      sentences == [
        "crop of jpeg-q90 at 10 users: alpha has the best figure (77.5 requests/s); "
          + "open: no difference is excluded for beta; 21 blocks would detect 62 %."
      ])
  }

  @Test("Open pairs behind the best server are counted")
  func manyOpen() throws {
    let sentence = try #require(
      try sentences {
        $0.servers = ["alpha", "beta", "gamma", "delta"]
        $0.change = counts([
          "alpha": [90_000, 90_010, 89_990], "beta": [1000, 1300, 1100],
          "gamma": [1200, 1000, 1150], "delta": [1100, 1180, 1000],
        ])
      }.first)
    #expect(sentence.hasSuffix("3 pairs of other servers open; 21 blocks would detect 20 %."))
    #expect(!sentence.contains("between"))
  }

  @Test("The margin of level is the study's")
  func margin() throws {
    var builder = ResultBuilder()
    builder.change = counts(["alpha": [9000, 9010, 8990], "beta": [9105, 9101, 9099]])
    var result = try builder.result()
    result.study.margin = 2.5
    let comparison = try #require(Verdicts(result).groups.first)
    #expect(Answer(comparison: comparison).sentence.contains("are level within 2.5 % ("))
    result.study.margin = 0.5
    let other = try #require(Verdicts(result).groups.first)
    #expect(!Answer(comparison: other).sentence.contains("level"))
  }

  @Test("A distance has the difference of work and its price")
  func work() throws {
    var builder = ResultBuilder()
    builder.servers = ["alpha", "beta"]
    let change = counts(["alpha": [1000, 1010, 990], "beta": [325, 330, 322]])
    builder.change = { cell in
      change(&cell)
      let quality = cell.server == "beta" ? 90 : 75
      cell.traits = [
        ObservedTraits(
          traits: AnswerTraits(jpegQuality: quality, subsampling: "4:2:0"), count: 16)
      ]
    }
    var result = try builder.result()
    result.encodingCosts = [(75, 0.004), (90, 0.00477)].map { quality, seconds in
      EncodingCost(
        operation: "crop", encoding: JPEGEncoding(quality: quality, subsampling: "4:2:0"),
        pictures: 4, seconds: seconds, optimisedSeconds: 2 * seconds)
    }
    let comparison = try #require(Verdicts(result).groups.first)
    #expect(
      Answer(comparison: comparison).sentence.contains(
        "beta is 3.07 times slower (3.02–3.12), sending JPEG quality 90 instead of 75, "
          + "which costs at most 1.20 times"))
    let report = TerminalTable(result, width: 200, colour: false).text
    #expect(
      report.contains(
        "- Sending JPEG quality 90 instead of 75 costs at most 1.20 times "
          + "(crop of jpeg-q90 at 10 users)."))
    #expect(!report.contains(" ≠\n"))
  }

  @Test("One block decides nothing")
  func oneBlock() throws {
    let sentences = try sentences {
      $0.blocks = 1
      $0.change = counts(["alpha": [1000], "beta": [100]])
    }
    #expect(
      sentences == [
        "crop of jpeg-q90 at 10 users: alpha has the best figure (100 requests/s); "
          + "open: one block decides nothing."
      ])
  }

  @Test("At a given rate, response times are compared")
  func rate() throws {
    let sentences = try sentences {
      $0.loads = [.rate(50)]
      $0.milliseconds = { cell, block in (cell.server == "alpha" ? 40 : 20) + Double(block) / 10 }
      $0.change = { $0.serverCPUSeconds = nil }
    }
    #expect(
      sentences == [
        "crop of jpeg-q90 at 50 iterations per second: "
          + "beta is fastest (median 20.1 ms); "
          + "alpha is 50 % slower (48–51 %)."
      ])
  }

  @Test("Iterations lead where an operation has several requests, with their time")
  func iterations() throws {
    let sentences = try sentences {
      $0.change = { cell in
        cell.iterationTime = cell.responseTime
        cell.completion.answers = 5000
        cell.completion.iterations = cell.server == "alpha" ? 500 : 250
        cell.serverCPUSeconds = nil
      }
    }
    #expect(
      sentences == [
        "crop of jpeg-q90 at 10 users: alpha is fastest (50.0 iterations/s, 19.9 ms each); "
          + "beta is 2.00 times slower (1.96–2.04)."
      ])
  }

  @Test("CPU time is named if it differs at the same speed")
  func cpu() throws {
    let sentences = try sentences {
      $0.change = { cell in
        cell.completedInWindow = cell.server == "alpha" ? 10_020 : 10_000
        cell.serverCPUSeconds = cell.server == "alpha" ? 5 : 3.8
      }
    }
    #expect(
      sentences == [
        "crop of jpeg-q90 at 10 users: alpha and beta are level within 5 % "
          + "(1002 requests/s); beta has the same speed as alpha at 24 % less CPU (23.6–24.1 %)."
      ])
  }

  @Test("CPU time is named for the second best server")
  func cpuOfSecond() throws {
    let sentences = try sentences {
      $0.change = { cell in
        cell.completedInWindow = cell.server == "alpha" ? 10_000 : 6_000
        cell.serverCPUSeconds = cell.server == "alpha" ? 5 : 3.9
      }
    }
    #expect(
      sentences == [
        "crop of jpeg-q90 at 10 users: alpha is fastest (1000 requests/s); "
          + "beta is 40 % slower (39.8–40.2 %); "
          + "beta takes 1.30 times the CPU of alpha for an answer (1.29–1.31)."
      ])
  }

  @Test("Servers that are set apart have their figure and the reason")
  func apart() throws {
    let sentences = try sentences {
      $0.servers = ["alpha", "beta", "gamma", "delta"]
      $0.blocks = 2
      $0.change = { cell in
        switch cell.server {
        case "beta": cell.errors = ["empty": 25]
        case "gamma":
          cell.traits = [ObservedTraits(traits: AnswerTraits(isPassedThrough: true), count: 9)]
        case "delta": cell.completedInWindow = 0
        default: break
        }
      }
    }
    #expect(
      sentences == [
        "crop of jpeg-q90 at 10 users: alpha alone: 10.0 requests/s; "
          + "beta is set apart (10.0 requests/s): 20 % of its requests failed; "
          + "gamma is set apart (10.0 requests/s): it returns the source file; "
          + "delta is set apart: it did not finish an answer within the window."
      ])
  }

  @Test("Servers without figures are named by the kind of failure")
  func absent() throws {
    let sentences = try sentences {
      $0.servers = ["alpha", "beta", "gamma", "delta"]
      $0.blocks = 2
      $0.answers = 10_000
      $0.change = { cell in
        switch cell.server {
        case "alpha": cell.errors = ["empty": 3]
        case "beta": cell = CellResult(cell: cell.cell, block: cell.block, state: .unsupported)
        case "gamma": cell = CellResult(cell: cell.cell, block: cell.block, state: .failed)
        default: (cell.requests, cell.completedInWindow) = (0, 0)
        }
      }
    }
    #expect(
      sentences == [
        "crop of jpeg-q90 at 10 users: alpha (0.03 % errors) alone: 1000 requests/s; "
          + "not supported by beta; not finished in time by delta; failed on gamma."
      ])
  }
}

@Suite struct RatioTextTests {
  @Test("From 2 times on, ratios are in times")
  func times() {
    #expect(RatioText.slower(0.69, 0.66...0.72) == "31 % slower (28–34 %)")
    #expect(RatioText.slower(0.25, 0.2...0.4) == "4.00 times slower (2.50–5.00)")
    #expect(RatioText.faster(1.07, 1.03...1.11) == "7.0 % faster (3.0–11 %)")
    #expect(RatioText.faster(2.5, 2...3) == "2.50 times faster (2.00–3.00)")
    #expect(RatioText.between(0.96...1.07) == "between 4.0 % slower and 7.0 % faster")
    #expect(
      RatioText.between(0.05...12)
        == "between more than 10 times slower and more than 10 times faster")
    #expect(RatioText.slower(0.69, 0.66...0.72, in: .times) == "1.45 times slower (1.39–1.52)")
    #expect(RatioText.ahead(1.31, in: .percent) == "31 %")
    #expect(RatioText.ahead(9.6, in: .times) == "9.60 times")
    #expect(RatioText.Unit([0.9, 0.4]) == .times && RatioText.Unit([0.9, 1.5]) == .percent)
    #expect(RatioText.between(0.25...4) == "between 4.00 times slower and 4.00 times faster")
    #expect(RatioText.difference(0.14) == "14 %")
    #expect(RatioText.difference(1.4) == "a factor of 2.40")
  }
}
