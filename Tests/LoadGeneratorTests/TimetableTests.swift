import Testing

@testable import LoadGenerator

@Suite struct TimetableTests {
  private let table = Timetable(offsets: [.zero, .milliseconds(20), .milliseconds(20), .seconds(3)])

  @Test("Iterations are due at their offsets, and the recording repeats after its mean gap")
  func rounds() {
    let sequence = ArrivalSequence(timetable: table, share: WorkShare(index: 0, count: 1))
    #expect(
      dueTimes(sequence, count: 6)
        == [0, 20_000_000, 20_000_000, 3_000_000_000, 4_000_000_000, 4_020_000_000])
  }

  @Test("A replay speed of 4 divides the times by four")
  func replaySpeed() {
    let fast = Timetable(offsets: table.offsets, speed: 4)
    #expect(
      (0..<5).map(fast.due) == [0, 5_000_000, 5_000_000, 750_000_000, 1_000_000_000])
  }

  @Test("Event loops share the same times")
  func shares() {
    let apart = (0..<3).flatMap { index in
      dueTimes(
        ArrivalSequence(timetable: table, share: WorkShare(index: index, count: 3)), count: 4)
    }
    #expect(apart.sorted() == (0..<12).map(table.due))
  }

  @Test("A recording of one moment repeats after a second")
  func moment() {
    let moment = Timetable(offsets: [.zero, .zero])
    #expect((0..<3).map(moment.due) == [0, 0, 1_000_000_000])
  }

  @Test(
    "An empty or unordered timetable is refused",
    arguments: [[], [Duration.seconds(1), .zero], [.seconds(-1)]])
  func invalid(offsets: [Duration]) throws {
    let plan = LoadPlan(
      origin: "http://127.0.0.1:1", requests: RequestTable([LoadRequest(target: "/")]),
      schedule: .recorded(Timetable(offsets: offsets)))
    #expect(throws: LoadError.invalidPlan([.timetable])) { try plan.check() }
  }
}
