import IIIFBench
import Support
package import IIIF

extension DescriptorChecks {
  /// Reports a port in a container's command or environment that differs from the descriptor's, unless
  /// `{port}` is used.
  package mutating func checkPorts(_ templates: [DescriptorFolder.Template]) {
    guard let container = root["container"], let port = container["port"]?.integer else { return }
    let isFilledIn = templates.contains { template in
      template.placeholders.contains { $0.name == Placeholder.port.rawValue }
    }
    let settings = portSettings(of: container)
    guard !isFilledIn, !settings.contains(where: { $0.value == nil }) else { return }
    let numbers = settings.compactMap(\.value)
    guard !numbers.contains(port) else { return }
    for setting in settings {
      guard let number = setting.value else { continue }
      diagnostics.error(
        "\(setting.name.quoted) is \(number), but the container's 'port' is \(port); "
          + "write {port} here or change one of them",
        at: setting.location)
    }
  }

  /// An option or a variable that sets a port; its value is nil for `{port}`.
  private struct PortSetting {
    var name: String
    var value: Int?
    var location: SourceLocation
  }

  private func portSettings(of container: YAMLNode) -> [PortSetting] {
    let arguments = container["command"]?.items ?? []
    let variables = container["environment"]?.entries ?? []
    let placeholder = "{\(Placeholder.port.rawValue)}"
    let filled = (arguments + variables.map(\.value)).filter {
      $0.text?.contains(placeholder) == true
    }
    return filled.map { PortSetting(name: placeholder, value: nil, location: $0.location) }
      + variables.compactMap { variable in
        setting(variable.key, variable.value.text, at: variable.value.location)
      }
      + arguments.enumerated().compactMap { index, argument in
        let parts = (argument.text ?? "").split(separator: "=", maxSplits: 1).map(String.init)
        guard let option = parts.first, option.hasPrefix("-") else { return nil }
        if parts.count == 2 { return setting(option, parts[1], at: argument.location) }
        guard arguments.indices.contains(index + 1) else { return nil }
        return setting(option, arguments[index + 1].text, at: arguments[index + 1].location)
      }
  }

  /// A setting with the name `port`: `PORT`, `--port`, `-port`.
  private func setting(_ name: String, _ value: String?, at location: SourceLocation)
    -> PortSetting?
  {
    guard name.drop(while: { $0 == "-" }).lowercased() == "port",
      let number = value.flatMap({ Int($0) })
    else { return nil }
    return PortSetting(name: name, value: number, location: location)
  }

  /// Warns about a prefix that contains the other major version.
  package mutating func checkPrefix(_ support: YAMLNode, of version: APIVersion) {
    guard let prefix = support["prefix"], let text = prefix.text,
      let part = text.split(separator: "/").last?.drop(while: \.isLetter),
      let named = part.split(separator: ".").first.flatMap({ Int($0) }), named != version.major,
      named == 2 || named == 3,
      (root["api"]?.entries ?? []).count(where: { $0.value["prefix"]?.text == text }) == 1
    else { return }
    diagnostics.warning(
      "the prefix of '\(version.rawValue)' contains version \(named); are two prefixes swapped?",
      at: prefix.location)
  }
}
