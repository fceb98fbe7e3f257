/// The middle value, or the mean of the two middle values; nil without values.
public func median(_ values: [Double]) -> Double? { quantile(0.5, of: values) }

/// The quantile of a sample, interpolated between neighbours; nil without values.
///
/// Hyndman and Fan's definition 7, the default of R and NumPy: share 0 is the smallest value, 1 the
/// largest.
public func quantile(_ share: Double, of values: [Double]) -> Double? {
  guard !values.isEmpty else { return nil }
  let sorted = values.sorted()
  let position = min(max(share, 0), 1) * Double(sorted.count - 1)
  let lower = Int(position)
  guard lower + 1 < sorted.count else { return sorted[sorted.count - 1] }
  return sorted[lower] + (position - Double(lower)) * (sorted[lower + 1] - sorted[lower])
}
