extension Double {
  /// The number; whole numbers without `.0`.
  package var short: String {
    self == rounded() && abs(self) < 1e15 ? String(Int(self)) : String(self)
  }
}
