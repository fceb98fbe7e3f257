import Configuration
import ArgumentParser
import IIIFBench

/// `iiif-bench schema`: prints the JSON Schemas.
struct SchemaCommand: ParsableCommand {
  /// The kinds of files with a schema.
  enum Subject: String, ExpressibleByArgument, CaseIterable {
    case servers, studies
  }

  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "schema",
      abstract:
        "Print the JSON Schema of descriptors or studies, the content of servers.d/schema.json.")
  }

  @Argument(help: "servers or studies.") var subject: Subject

  func run() {
    switch subject {
    case .servers: print(DescriptorLoader.jsonSchema(), terminator: "")
    case .studies: print(StudyLoader.jsonSchema(), terminator: "")
    }
  }
}
