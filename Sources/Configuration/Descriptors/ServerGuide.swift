import IIIF
package import IIIFBench
import Support
package import Foundation

/// How to get each server, as a page of Markdown.
package struct ServerGuide: Sendable {
  private let servers: [[ServerDescriptor]]
  private let folder: URL

  /// The arguments of a Dockerfile that hold what it downloads.
  private static let downloads = ["SOURCE", "LIBRARY"]

  /// Creates the page of some servers, whose variants follow each other.
  ///
  /// - Parameter folder: The folder of the descriptors.
  package init(_ servers: [ServerDescriptor], folder: URL) {
    var groups: [[ServerDescriptor]] = []
    for server in servers {
      if groups.last?.first?.name == server.name {
        groups[groups.count - 1].append(server)
      } else {
        groups.append([server])
      }
    }
    self.servers = groups
    self.folder = folder
  }

  /// The page.
  package var text: String {
    let head = """
      # Servers

      How to get each server of `servers.d/`. This page is written by
      `iiif-bench list servers --markdown`.

      An image is pulled or built when a run first needs it. Where a registry or a download is not
      reachable, there are three ways: an image that was copied with `docker save` and `docker load`,
      another address with `--build-arg`, or a server that runs elsewhere, with
      `--url NAME=http://HOST:PORT`.

      """
    return head + servers.map(section).joined()
  }

  private func section(of variants: [ServerDescriptor]) -> String {
    guard let server = variants.first else { return "" }
    let versions = server.api.map { "\($0.version.rawValue) level \($0.level.rawValue)" }
    let facts = [
      "[\(server.homepage)](\(server.homepage))", "version \(server.version)", server.licence,
      "Image API \(versions.joined(separator: ", "))",
      "reads \(server.sources.map(\.rawValue).joined(separator: ", "))",
    ]
    let ways = containers(of: variants) + (server.process.map { [process($0)] } ?? [])
    return "\n## \(server.title) (`\(server.name)`)\n\n\(facts.joined(separator: " · "))\n\n"
      + ways.joined()
  }

  /// A list item for each image, with the variants that use it.
  private func containers(of variants: [ServerDescriptor]) -> [String] {
    let images = unique(variants.compactMap(\.container?.image))
    return images.map { image in
      let users = variants.filter { $0.container?.image == image }
      let labels = users.map { "`\($0.label)`" }.joined(separator: ", ")
      return "- Container of \(labels): " + item(image, server: users[0])
    }
  }

  private func item(_ image: ContainerRecipe.Image, server: ServerDescriptor) -> String {
    switch image {
    case .reference(let reference): return "pulled as `\(reference)`.\n"
    case .build(let context, let dockerfile, let arguments):
      let path = folder.appending(path: context).appending(path: dockerfile)
      let bytes = try? readFile(path, upTo: Dockerfile.maximumBytes)
      let file = Dockerfile(String(decoding: bytes ?? [], as: UTF8.self))
      let bases = file.bases(arguments).map { "`\($0)`" }.joined(separator: " and ")
      return "built from `servers.d/\(context)/\(dockerfile)` on \(bases).\n"
        + Self.downloads.compactMap { name in
          file.value(of: name, arguments).map {
            "  - `\(name)` is `\($0)`; replace it with "
              + "`--build-arg \(server.label).\(name)=ADDRESS`.\n"
          }
        }.joined()
    }
  }

  private func process(_ recipe: ProcessRecipe) -> String {
    var parts: [String] = []
    if !recipe.aptPackages.isEmpty {
      parts.append("`apt-get install \(recipe.aptPackages.joined(separator: " "))`")
    }
    if !recipe.pypiPackages.isEmpty {
      parts.append(
        "PyPI's " + recipe.pypiPackages.map { "`\($0)`" }.joined(separator: ", ")
          + " in a virtual environment that a run makes")
    }
    let source = parts.isEmpty ? "`\(recipe.command.first ?? "")`" : parts.joined(separator: ", ")
    return "- Local process: \(source).\n"
  }
}
