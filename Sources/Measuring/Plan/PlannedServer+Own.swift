package import IIIF
package import IIIFBench

extension PlannedServer {
  /// A service that runs already and has pictures of its own, as the information of one describes it.
  ///
  /// - Parameters:
  ///   - service: The base URI: scheme, host, port and the path before identifiers.
  ///   - information: The information of one of its pictures.
  ///   - connection: How requests are sent to it.
  package init?(
    service: String, information: ImageInformation, connection: ServerConnection
  ) {
    let isThree = information.version.major == 3
    let api = APISupport(
      version: information.version, prefix: Self.prefix(of: service), level: information.level,
      fullSize: isThree ? .max : .full,
      extra: information.features.subtracting(
        information.level.features(in: information.version)))
    let side = [information.limits.width, information.limits.height].compactMap(\.self).min()
    self.init(
      descriptor: ServerDescriptor(
        name: Self.name(of: service), variant: ServerDescriptor.defaultVariant, title: service,
        homepage: service, licence: "", version: "", api: [api], sources: [.own],
        identifier: IdentifierRule(
          template: "{path}", slashes: .raw, layout: .tree, encoding: .given),
        files: [], workers: Workers(kind: .process, count: 1), startLimit: 60,
        jpegQuality: JPEGQuality(value: nil, settable: false),
        limits: OutputLimits(
          maximumSide: side, maximumPixels: information.limits.area, beyond: nil),
        caches: [], notes: information.deviations.map { "In info.json, \($0)." }),
      descriptorHash: "", major: information.version.major)
    self.connection = connection
  }

  /// Scheme, host and port of a base URI.
  package static func origin(of service: String) -> String {
    String(service.dropLast(prefix(of: service).count))
  }

  private static func prefix(of service: String) -> String {
    String(service.drop { $0 != ":" }.dropFirst(3).drop { $0 != "/" && $0 != "?" })
  }

  /// The host as a name: lower-case letters, digits and hyphens.
  private static func name(of service: String) -> String {
    let host = origin(of: service).drop { $0 != ":" }.dropFirst(3).lowercased()
    let parts = host.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    return parts.isEmpty ? "service" : parts.joined(separator: "-")
  }
}
