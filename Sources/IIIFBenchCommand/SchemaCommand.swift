import Configuration
import ArgumentParser
import IIIFBench

/// `iiif-bench schema`: the rules of descriptors and studies for editors.
struct SchemaCommand: ParsableCommand {
  /// What there are schemas of.
  enum Subject: String, ExpressibleByArgument, CaseIterable {
    case servers, studies
  }

  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "schema",
      abstract:
        "Print the JSON Schema of descriptors or studies, as servers.d/schema.json holds it.")
  }

  @Argument(help: "servers or studies.") var subject: Subject

  func run() {
    switch subject {
    case .servers: print(DescriptorLoader.jsonSchema(), terminator: "")
    case .studies: print(StudyLoader.jsonSchema(), terminator: "")
    }
  }
}
