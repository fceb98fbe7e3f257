import Results

/// What a run has measured up to now, on disk and in memory.
struct RunOutcome {
  let journal: Journal
  let observer: any RunObserver
  /// The cells.
  private(set) var cells: [CellResult] = []
  /// What was found out after the starts.
  private(set) var starts: [StartRecord] = []
  /// The cells that did not finish.
  var unfinished: UnfinishedCells
  /// The number of cells that were measured, or failed.
  private(set) var measured = 0

  init(journal: Journal, observer: any RunObserver, unfinished: UnfinishedCells) {
    self.unfinished = unfinished
    self.journal = journal
    self.observer = observer
  }

  /// Keeps a cell.
  ///
  /// - Throws: ``StorageError``.
  mutating func keep(_ result: CellResult) throws(StorageError) {
    try journal.append(.cell(result))
    cells.append(result)
    if result.state != .unsupported { measured += 1 }
    observer.observe(.cellEnded(result))
  }

  /// Keeps the highest rate of a server.
  ///
  /// - Throws: ``StorageError``.
  func keep(_ capacity: Capacity) throws(StorageError) {
    try journal.append(.capacity(capacity))
  }

  /// Keeps what was found out after a start.
  ///
  /// - Throws: ``StorageError``.
  mutating func keep(_ start: StartRecord) throws(StorageError) {
    try journal.append(.start(start))
    starts.append(start)
  }
}
