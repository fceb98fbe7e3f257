/// The users in their think time, ordered by its end: a binary heap.
struct WakeQueue {
  private var entries: [(time: Nanoseconds, user: Int)] = []

  /// The first end; `Nanoseconds.max` if the queue is empty.
  var first: Nanoseconds { entries.first?.time ?? .max }

  /// Adds a user whose think time ends at a time.
  mutating func add(_ user: Int, until time: Nanoseconds) {
    entries.append((time, user))
    var child = entries.count - 1
    while child > 0, entries[child].time < entries[(child - 1) / 2].time {
      entries.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  /// Removes and returns the first user, if its think time has ended.
  mutating func next(_ now: Nanoseconds) -> Int? {
    guard let top = entries.first, top.time <= now else { return nil }
    entries.swapAt(0, entries.count - 1)
    entries.removeLast()
    var parent = 0
    while true {
      var smallest = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < entries.count && entries[child].time < entries[smallest].time {
        smallest = child
      }
      if smallest == parent { return top.user }
      entries.swapAt(parent, smallest)
      parent = smallest
    }
  }
}
