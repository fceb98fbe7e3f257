/// Writes a number without an exponent and without a trailing `.0`.
///
/// Image API 3.0 §4.7 asks for at most ten significant decimals and for integers without a point.
func decimal(_ value: Double) -> String {
  let scaled = (value * 1e6).rounded() / 1e6
  if scaled == scaled.rounded(), abs(scaled) < 1e15 { return String(Int(scaled)) }
  return "\(scaled)"
}
