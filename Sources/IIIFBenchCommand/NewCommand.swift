internal import ArgumentParser
internal import Foundation
internal import IIIF
internal import IIIFBench
internal import LoadGenerator

/// `iiif-bench new`: files to start from.
struct NewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Write a descriptor or an operation to start from.",
    subcommands: [NewServer.self, NewOperation.self])
}

private struct NewServer: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "server", abstract: "Write a commented descriptor that validates.")

  @Argument(help: "The server's name: lower-case letters, digits and hyphens.") var name: String
  @Option(help: "Its container image.") var image: String?
  @Option(help: "The port on which it listens in the container.") var port = 8080
  @Option(help: "The path before identifiers: /iiif/2.") var prefix: String?
  @Option(
    help: "The address of an image's info.json on a running server, from which to fill in the rest."
  )
  var fromURL: String?
  @OptionGroup var folders: Folders

  mutating func run() async throws {
    let information = try await information()
    let skeleton = try DescriptorSkeleton(
      name: name, image: image, port: port, prefix: prefix, information: information)
    try write(
      skeleton.text,
      to: folders.serversFolder.appending(path: "\(name).\(DescriptorLoader.fileExtension)"))
    for (index, step) in skeleton.nextSteps(in: folders.servers).enumerated() {
      print("\(index + 1). \(step)")
    }
  }

  private func information() async throws -> ImageInformation? {
    guard let fromURL else { return nil }
    let answer = try await HTTPClient().fetch(fromURL, maximumRedirects: 5)
    guard answer.status == 200 else {
      throw CommandFailure("\(fromURL) answered \(answer.status)", status: .unavailable)
    }
    do {
      return try ImageInformation(json: answer.body)
    } catch {
      throw CommandFailure("\(fromURL): \(error)", status: .failed)
    }
  }
}

private struct NewOperation: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "operation", abstract: "Write an operation that compiles, with an example.")

  @Argument(help: "The operation's name: lower-case words joined by hyphens.") var name: String
  @Option(help: "The folder with the operations.", completion: .directory) var plugins = "Plugins"

  func run() throws {
    let skeleton = try OperationSkeleton(name: name)
    let file = "\(plugins)/\(skeleton.typeName).swift"
    try write(skeleton.text, to: URL(filePath: file))
    print("1. Change the requests in \(file), and its example with them.")
    print("2. swift test --filter OperationsTests")
    print("3. swift build && .build/debug/iiif-bench check --operation \(name)")
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
