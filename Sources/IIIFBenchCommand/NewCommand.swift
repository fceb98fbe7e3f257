import Configuration
import Results
import ArgumentParser
import Foundation
import IIIF
import IIIFBench
import LoadGenerator

/// `iiif-bench new`: files to start from.
struct NewCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "new", abstract: "Write a descriptor or an operation to start from.",
      subcommands: [NewServer.self, NewOperation.self])
  }
}

private struct NewServer: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "server", abstract: "Write a commented descriptor that validates.")
  }

  @Argument(help: "The server's name: lower-case letters, digits and hyphens.") var name: String
  @Option(help: "Its container image.") var image: String?
  @Option(help: "The port on which it listens in the container; 8080 without it.") var port: Int?
  @Option(help: "The path before identifiers: /iiif/2.") var prefix: String?
  @Option(
    help: """
      The address of an image, or of its info.json, on a running server, from which to fill in \
      versions, levels, tiles and limits.
      """)
  var fromURL: String?
  @Option(help: "Another server, of which this is a second configuration.") var like: String?
  @OptionGroup var folders: Folders

  func validate() throws {
    guard like != nil else { return }
    guard image == nil, port == nil, prefix == nil, fromURL == nil else {
      throw ValidationError(
        "--like copies a whole descriptor; --image, --port, --prefix and --from-url have no place "
          + "beside it")
    }
  }

  mutating func run() async throws {
    let skeleton = try await skeleton()
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

  /// What a running server tells, in the version that is asked for first and, where its paths have a
  /// version, in the other one.
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
    let answer = try await HTTPClient().fetch(url, maximumRedirects: 5)
    guard answer.status == 200 else {
      throw CommandFailure("\(url) answered \(answer.status)", status: .unavailable)
    }
    do {
      return try ImageInformation(json: answer.body)
    } catch {
      throw CommandFailure("\(url): \(error)", status: .failed)
    }
  }
}

/// Prints what is to be done next, numbered.
private func printSteps(_ steps: [String]) {
  for (index, step) in steps.enumerated() { print("\(index + 1). \(step)") }
}

private struct NewOperation: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "operation", abstract: "Write an operation that compiles, with an example.")
  }

  @Argument(help: "The operation's name: lower-case words joined by hyphens.") var name: String
  @Option(help: "The folder with the operations.", completion: .directory) var plugins = "Plugins"

  func run() throws {
    let skeleton = try OperationSkeleton(name: name)
    let file = "\(plugins)/\(skeleton.typeName).swift"
    try write(skeleton.text, to: URL(filePath: file))
    printSteps([
      "Change the requests and the example, and check them: swift run iiif-bench validate \(file)",
      "Try it: iiif-bench try SERVER --operation \(name)",
      "Measure it: iiif-bench run --operation \(name)",
    ])
  }
}

/// Writes a new file; an existing one stays as it is.
private func write(_ text: String, to file: URL) throws {
  do {
    try Data(text.utf8).write(to: file, options: .withoutOverwriting)
  } catch {
    throw StorageError(path: file.path, error: error)
  }
  print("Wrote \(file.relativePath)")
}
