/// A service of the IIIF Authorization API in an image's information (Authorization Flow API 2.0 §3,
/// Authentication API 1.0 §2).
package struct AuthorizationService: Hashable, Sendable {
  /// Its address; empty if it has none.
  package var id: String
  /// Its type in 2.0, such as `AuthProbeService2`, or its profile in 1.0.
  package var kind: String

  /// Finds the services of a JSON document, also if it is no valid image information.
  package static func services(in json: some Sequence<UInt8>) -> [AuthorizationService] {
    JSONValue(json: json)?.object?["service"].map(services) ?? []
  }

  static func services(_ value: JSONValue) -> [AuthorizationService] {
    value.items.compactMap(\.object).flatMap { object in
      let kinds = (object["type"] ?? object["@type"]).map(\.items) ?? []
      let names = (kinds + (object["profile"].map(\.items) ?? [])).compactMap(\.text)
      let kind = names.first { $0.hasPrefix("Auth") || $0.contains("iiif.io/api/auth/") }
      let own = kind.map { kind in
        AuthorizationService(id: (object["id"] ?? object["@id"])?.text ?? "", kind: kind)
      }
      return [own].compactMap(\.self) + (object["service"].map(services) ?? [])
    }
  }
}
