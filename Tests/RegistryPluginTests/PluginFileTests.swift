import Testing

@Suite("Files of operations")
struct PluginFileTests {
  private func types(_ text: String, in path: String = "Plugins/Crop.swift") -> [String] {
    PluginFile(path: path, text: text).declarations.map(\.type)
  }

  @Test("The operation is the struct that the file is named after, with its line")
  func declaration() {
    let file = PluginFile(
      path: "/tree/Plugins/Crop.swift",
      text: """
        import IIIFBench

        /// Requests a square.
        public struct Crop: Sendable,
          ImageOperation
        {
        }
        """)
    #expect(file.stem == "Crop")
    #expect(file.isOperation)
    #expect(file.declarations == [PluginFile.Declaration(type: "Crop", line: 4)])
  }

  @Test("A family of operations shares the beginning of the file's name")
  func family() {
    let text = """
      protocol CropOperation: ImageOperation {}
      struct CropLeft: CropOperation {}
      struct CropRight: CropOperation {}
      struct Side: Sendable {}
      """
    #expect(types(text) == ["CropLeft", "CropRight"])
  }

  @Test(
    "Other declarations are not operations",
    arguments: [
      "struct Crop {}", "struct Crop: Sendable {}", "struct Resize: ImageOperation {}",
      "enum Crop: ImageOperation {}", "extension Crop: ImageOperation {}",
      "struct Crop: ImageOperations {}",
    ])
  func others(text: String) {
    #expect(types(text).isEmpty)
  }

  @Test("A file with a plus in its name extends an operation")
  func extensions() {
    let file = PluginFile(
      path: "Plugins/Crop+Regions.swift", text: "struct Crop: ImageOperation {}")
    #expect(!file.isOperation)
    #expect(file.operation == "Crop")
    #expect(file.declarations.isEmpty)
  }
}
