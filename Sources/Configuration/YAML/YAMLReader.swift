package import Support
import CYAML

/// Reads one YAML document into nodes with places, using libyaml's events.
///
/// It rejects features that are unnecessary or dangerous: aliases, anchors, tags, several documents,
/// keys that are not texts, and duplicate keys. Limits on file length and nesting bound its time and
/// memory for any input.
package struct YAMLReader {
  /// The maximum length of a file in bytes.
  package static let maximumBytes = 256 * 1024
  /// The maximum nesting of lists and mappings.
  package static let maximumDepth = 32

  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private var diagnostics: DiagnosticCollector

  /// Stops reading after a reported error.
  private struct Stop: Error {}

  /// Reads the document, without unsupported parts, which are reported; nil after a syntax error.
  package static func read(_ diagnostics: inout DiagnosticCollector) -> YAMLNode? {
    let bytes = diagnostics.source.bytes
    guard bytes.count <= maximumBytes else {
      diagnostics.error(
        "the file is too long: the limit is \(maximumBytes / 1024) KiB", at: .start)
      return nil
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      diagnostics.error("the file is UTF-16; save it as UTF-8", at: .start)
      return nil
    }
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    defer { parser.deallocate() }
    guard yaml_parser_initialize(parser) == 1 else {
      diagnostics.error("there is not enough memory to read the file", at: .start)
      return nil
    }
    defer { yaml_parser_delete(parser) }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    return bytes.withUnsafeBufferPointer { input in
      yaml_parser_set_input_string(parser, input.baseAddress, input.count)
      var reader = YAMLReader(parser: parser, diagnostics: diagnostics)
      let document = try? reader.document()
      diagnostics = reader.diagnostics
      return document
    }
  }

  /// The only document of the file.
  private mutating func document() throws(Stop) -> YAMLNode {
    var root: YAMLNode?
    while true {
      let event = try next()
      switch event.kind {
      case .streamStart, .documentEnd:
        continue
      case .documentStart where root != nil:
        throw stop("only one document is allowed; remove '---' and the rest", at: event.location)
      case .documentStart:
        root = try value(of: try next(), depth: 0)
      case .streamEnd:
        guard let root else { throw stop("the file is empty", at: .start) }
        return root
      default:
        throw stop("the file does not start with a document", at: event.location)
      }
    }
  }

  private mutating func value(of event: YAMLEvent, depth: Int) throws(Stop) -> YAMLNode {
    if event.hasAnchor {
      diagnostics.error(
        "anchors are not supported; repeat the value instead", at: event.location)
    }
    if let tag = event.tag {
      let short = tag.replacing("tag:yaml.org,2002:", with: "!!")
      diagnostics.error("tags are not supported; remove \(short.quoted)", at: event.location)
    }
    let content: YAMLNode.Content
    switch event.kind {
    case .scalar(let scalar):
      content = .scalar(scalar)
      reportControlCharacters(in: scalar, at: event.location)
    case .sequenceStart:
      content = .sequence(try items(depth: try deeper(depth, at: event.location)))
    case .mappingStart:
      content = .mapping(try entries(depth: try deeper(depth, at: event.location)))
    case .alias:
      diagnostics.error(
        "aliases are not supported; repeat the value instead", at: event.location)
      content = .refused
    default:
      content = .refused
    }
    return YAMLNode(content: content, location: event.location)
  }

  private mutating func items(depth: Int) throws(Stop) -> [YAMLNode] {
    var items: [YAMLNode] = []
    while true {
      let event = try next()
      if case .sequenceEnd = event.kind { return items }
      items.append(try value(of: event, depth: depth))
    }
  }

  private mutating func entries(depth: Int) throws(Stop) -> [YAMLEntry] {
    var entries: [YAMLEntry] = []
    var firstLines = FirstLines()
    while true {
      let event = try next()
      if case .mappingEnd = event.kind { return entries }
      let key = try value(of: event, depth: depth)
      let value = try value(of: try next(), depth: depth)
      guard let name = key.scalar?.text else {
        if key.content != .refused {
          diagnostics.error("a key must be a text", at: key.location)
        }
        continue
      }
      if let line = firstLines.insert(name, line: key.location.line, among: entries) {
        diagnostics.error(
          "duplicate key \(name.quoted); the first one is in line \(line)", at: key.location)
        continue
      }
      entries.append(YAMLEntry(key: name, location: key.location, value: value))
    }
  }

  private mutating func deeper(_ depth: Int, at location: SourceLocation) throws(Stop) -> Int {
    guard depth < Self.maximumDepth else {
      throw stop("lists and mappings are nested more than \(Self.maximumDepth) deep", at: location)
    }
    return depth + 1
  }

  private mutating func reportControlCharacters(
    in scalar: YAMLScalar, at location: SourceLocation
  ) {
    guard scalar.style == .quoted else { return }
    let isControl = { (byte: UInt8) in
      byte < 0x20 && byte != UInt8(ascii: "\n") && byte != UInt8(ascii: "\t")
    }
    if let byte = scalar.text.utf8.first(where: isControl) {
      diagnostics.error(
        "a text must not contain the control character \(name(ofCharacter: Int(byte)))",
        at: location)
    }
  }

  private mutating func stop(_ message: String, at location: SourceLocation) -> Stop {
    diagnostics.error(message, at: location)
    return Stop()
  }

  // MARK: libyaml

  private mutating func next() throws(Stop) -> YAMLEvent {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else { throw syntaxError() }
    defer { yaml_event_delete(&event) }
    return YAMLEvent(event)
  }

  private mutating func syntaxError() -> Stop {
    let problem = parser.pointee.problem.map { String(cString: $0) } ?? "unknown problem"
    switch parser.pointee.error {
    case YAML_READER_ERROR:
      let location = diagnostics.source.location(ofByte: unreadableByte)
      let value = Int(parser.pointee.problem_value)
      return problem.hasPrefix("control")
        ? stop("the file contains the control character \(name(ofCharacter: value))", at: location)
        : stop("the file is not UTF-8: \(problem); save it as UTF-8", at: location)
    case YAML_SCANNER_ERROR, YAML_PARSER_ERROR:
      let location = SourceLocation(parser.pointee.problem_mark)
      return stop(
        hint(for: problem, at: location) ?? explained(problem, at: location), at: location)
    default:
      return stop("libyaml failed: \(problem)", at: .start)
    }
  }

  /// The start of the character that libyaml could not read.
  ///
  /// For an invalid sequence, libyaml reports the first invalid byte instead.
  private var unreadableByte: Int {
    let bytes = diagnostics.source.bytes
    var offset = parser.pointee.problem_offset
    guard let problem = parser.pointee.problem, String(cString: problem).contains("trailing") else {
      return offset
    }
    repeat { offset -= 1 } while offset > 0 && bytes[offset] & 0xC0 == 0x80
    return offset
  }

  /// libyaml's problem with its context and the context's place.
  private func explained(_ problem: String, at location: SourceLocation) -> String {
    guard let context = parser.pointee.context else { return problem }
    let start = SourceLocation(parser.pointee.context_mark)
    let place = start.line == location.line ? "" : " that starts in line \(start.line)"
    return "\(problem) \(String(cString: context))\(place)"
  }

  /// A clearer message for common problems.
  private func hint(for problem: String, at location: SourceLocation) -> String? {
    if problem.hasPrefix("mapping values are not allowed") {
      return "a key is not allowed here; check the indentation, "
        + "and quote texts that contain ': '"
    }
    let character = diagnostics.source.line(location.line).unicodeScalars
      .dropFirst(location.column - 1).first
    return character == "\t" ? "tabs cannot indent YAML; use spaces" : nil
  }
}

/// The first line of each key of a mapping.
///
/// A linear search finds keys of small mappings; a dictionary those of large ones, which only hostile
/// files contain.
private struct FirstLines {
  private static let few = 24
  private var lines: [String: Int] = [:]

  /// Adds a key; returns the line of an equal key among the entries, or nil.
  mutating func insert(_ name: String, line: Int, among entries: [YAMLEntry]) -> Int? {
    guard entries.count >= Self.few else {
      return entries.first { $0.key == name }?.location.line
    }
    if lines.isEmpty {
      for entry in entries { lines[entry.key] = entry.location.line }
    }
    if let first = lines[name] { return first }
    lines[name] = line
    return nil
  }
}

/// A copy of a libyaml event, so that libyaml's memory can be freed.
private struct YAMLEvent {
  enum Kind {
    case streamStart, streamEnd, documentStart, documentEnd
    case sequenceStart, sequenceEnd, mappingStart, mappingEnd
    case alias
    case scalar(YAMLScalar)
    case none
  }

  var kind: Kind
  var location: SourceLocation
  var hasAnchor = false
  var tag: String?

  init(_ event: yaml_event_t) {
    location = SourceLocation(event.start_mark)
    switch event.type {
    case YAML_STREAM_START_EVENT: kind = .streamStart
    case YAML_STREAM_END_EVENT: kind = .streamEnd
    case YAML_DOCUMENT_START_EVENT: kind = .documentStart
    case YAML_DOCUMENT_END_EVENT: kind = .documentEnd
    case YAML_ALIAS_EVENT: kind = .alias
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let characters = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      kind = .scalar(
        YAMLScalar(
          text: String(decoding: characters, as: UTF8.self),
          style: YAMLScalar.Style(scalar.style)))
      hasAnchor = scalar.anchor != nil
      tag = text(scalar.tag)
    case YAML_SEQUENCE_START_EVENT:
      kind = .sequenceStart
      hasAnchor = event.data.sequence_start.anchor != nil
      tag = text(event.data.sequence_start.tag)
    case YAML_SEQUENCE_END_EVENT: kind = .sequenceEnd
    case YAML_MAPPING_START_EVENT:
      kind = .mappingStart
      hasAnchor = event.data.mapping_start.anchor != nil
      tag = text(event.data.mapping_start.tag)
    case YAML_MAPPING_END_EVENT: kind = .mappingEnd
    default: kind = .none
    }
  }
}

extension YAMLScalar.Style {
  fileprivate init(_ style: yaml_scalar_style_t) {
    switch style {
    case YAML_PLAIN_SCALAR_STYLE: self = .plain
    case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: self = .block
    default: self = .quoted
    }
  }
}

extension SourceLocation {
  fileprivate init(_ mark: yaml_mark_t) {
    self.init(line: mark.line + 1, column: mark.column + 1)
  }
}

private func text(_ bytes: UnsafePointer<yaml_char_t>?) -> String? {
  bytes.map { String(cString: $0) }
}

private func name(ofCharacter value: Int) -> String {
  let digits = String(value, radix: 16, uppercase: true)
  let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  return value == 0 ? code + " (NUL)" : code
}
