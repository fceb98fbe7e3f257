import LoadGenerator

extension Span<UInt8> {
  /// The values of all header fields of a name, joined by commas (RFC 9110 §5.3); nil without one.
  package func combinedValue(ofField name: String) -> String? {
    let values = values(ofField: name)
    return values.isEmpty ? nil : values.joined(separator: ", ")
  }
}
