import Configuration
import Results
import ArgumentParser
import Foundation
import IIIF
import IIIFBench
import LoadGenerator
import Support

/// `iiif-bench new`: creates descriptors and operations.
struct NewCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "new", abstract: "Create a descriptor or an operation from a template.",
      subcommands: [NewServer.self, NewOperation.self])
  }
}

private struct NewServer: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "server", abstract: "Create a commented, valid descriptor.")
  }

  @Argument(help: "The server's name: lower-case letters, digits and hyphens.") var name: String
  @Option(help: "Its container image.") var image: String?
  @Option(help: "The port on which it listens in the container. Default: 8080.") var port: Int?
  @Option(help: "The path before the identifier, such as /iiif/2.") var prefix: String?
  @Option(
    help: """
      The address of an image, or of its info.json, on a running server, which supplies versions, \
      levels, tiles and limits.
      """)
  var fromURL: String?
  @Option(help: "The server to copy, for a second configuration of it.") var like: String?
  @OptionGroup var connection: ConnectionFlags
  @OptionGroup var folders: Folders

  func validate() throws {
    guard like != nil else { return }
    guard image == nil, port == nil, prefix == nil, fromURL == nil else {
      throw ValidationError(
        "--like copies a whole descriptor; it excludes --image, --port, --prefix and --from-url")
    }
  }

  mutating func run() async throws {
    let skeleton: DescriptorSkeleton = try await connection.applied { [self] in
      try await self.skeleton()
    }
    try write(
      skeleton.text,
      to: folders.serversFolder.appending(path: "\(name).\(DescriptorLoader.fileExtension)"))
    printSteps(skeleton.nextSteps(in: folders.servers))
  }

  private func skeleton() async throws -> DescriptorSkeleton {
    guard let like else {
      return try DescriptorSkeleton(
        name: name, image: image, port: port ?? 8080, prefix: prefix,
        information: await information())
    }
    let known = try folders.descriptors().descriptors.map(\.name)
    guard known.contains(like) else {
      throw SelectionError.unknown("server", like, known: Set(known).sorted())
    }
    return try DescriptorSkeleton(name: name, like: like, in: folders.serversFolder)
  }

  /// The information on a running server, also in the other version if its paths contain a version.
  private func information() async throws -> [ImageInformation] {
    guard let fromURL else { return [] }
    let address = InformationAddress(fromURL)
    let first = try await information(at: address.url)
    guard prefix == nil,
      let other = address.url(inMajorVersion: first.version.major == 2 ? 3 : 2),
      let second = try? await information(at: other), second.version.major != first.version.major
    else { return [first] }
    return [first, second].sorted { $0.version < $1.version }
  }

  private func information(at url: String) async throws -> ImageInformation {
    let answer = try await HTTPClient(decodesContent: true).fetch(url, maximumRedirects: 5)
    guard answer.status == 200 else {
      throw CommandFailure("\(url) answered \(answer.status)", status: .unavailable)
    }
    do {
      var information = try ImageInformation(json: answer.body)
      for deviation in information.deviations { Log.current.warning("\(url): \(deviation)") }
      // The prefix is that of the address that answers, which proxies may hide from the server.
      let base = InformationAddress(answer.finalURL).base
      if information.id != base {
        Log.current.warning(
          "\(url): the information says that it is of '\(information.id)'; the descriptor uses \(base)"
        )
      }
      information.id = base
      return information
    } catch {
      throw CommandFailure("\(url): \(error)", status: .failed)
    }
  }
}

/// Prints numbered steps.
private func printSteps(_ steps: [String]) {
  for (index, step) in steps.enumerated() { print("\(index + 1). \(step)") }
}

private struct NewOperation: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "operation", abstract: "Create an operation that compiles, with an example.")
  }

  @Argument(help: "The operation's name: lower-case words joined by hyphens.") var name: String
  @Option(help: "The folder with the operations.", completion: .directory) var plugins = "Plugins"

  func run() throws {
    let skeleton = try OperationSkeleton(name: name)
    let file = "\(plugins)/\(skeleton.typeName).swift"
    try write(skeleton.text, to: URL(filePath: file))
    printSteps([
      "Change the requests and the example, then check them: swift run iiif-bench validate \(file)",
      "Try it: iiif-bench try SERVER --operation \(name)",
      "Measure it: iiif-bench run --operation \(name)",
    ])
  }
}

/// Writes a new file; never overwrites an existing one.
private func write(_ text: String, to file: URL) throws {
  do {
    try Data(text.utf8).write(to: file, options: .withoutOverwriting)
  } catch {
    throw StorageError(path: file.path, error: error)
  }
  print("Wrote \(file.relativePath)")
}
