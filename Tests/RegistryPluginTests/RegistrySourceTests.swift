import Testing

@Suite("The list of operations")
struct RegistrySourceTests {
  @Test("The source lists the types by name, each at its declaration")
  func source() {
    let files = [
      PluginFile(
        path: "/p/Format.swift",
        text: "\nstruct FormatPng: FormatOperation {}\nstruct FormatGif: FormatOperation {}"),
      PluginFile(path: "/p/Crop+Regions.swift", text: "extension Crop {}"),
      PluginFile(path: "/p/Crop.swift", text: "struct Crop: ImageOperation {}"),
    ]
    #expect(
      RegistrySource.text(for: files) == """
        public import IIIFBench

        #sourceLocation(file: "/p/Crop.swift", line: 1)
        private let registeredCrop: any ImageOperation.Type = Crop.self
        #sourceLocation()
        #sourceLocation(file: "/p/Format.swift", line: 3)
        private let registeredFormatGif: any ImageOperation.Type = FormatGif.self
        #sourceLocation()
        #sourceLocation(file: "/p/Format.swift", line: 2)
        private let registeredFormatPng: any ImageOperation.Type = FormatPng.self
        #sourceLocation()

        /// All operations of this module, in the order of their types' names.
        public let allOperations: [any ImageOperation.Type] = [
          registeredCrop,
          registeredFormatGif,
          registeredFormatPng,
        ]

        """)
  }
}
