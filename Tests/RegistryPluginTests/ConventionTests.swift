import Testing

@Suite("The naming rule of operations")
struct ConventionTests {
  private func operation(_ path: String) -> PluginFile {
    let stem = path.split(separator: "/").last?.dropLast(6) ?? ""
    return PluginFile(path: path, text: "struct \(stem): ImageOperation {}")
  }

  @Test("Files that keep the rule have no breaches")
  func kept() {
    let files = [
      operation("Crop.swift"), operation("Resize.swift"),
      PluginFile(path: "Crop+Regions.swift", text: "extension Crop {}"),
    ]
    #expect(Convention.breaches(in: files).isEmpty)
  }

  @Test("A file without its operation is named with the expected declaration")
  func missing() {
    let breaches = Convention.breaches(in: [PluginFile(path: "Crop.swift", text: "struct Crap {}")])
    #expect(
      breaches == [
        "Crop.swift:1:1: error: expected 'struct Crop: ImageOperation'; a file is named after the "
          + "operation that it declares, an extension of it Crop+PART.swift "
          + "(see CONTRIBUTING.md, 'Add an operation')"
      ])
  }

  @Test("An extension without its operation is named")
  func orphan() {
    let breaches = Convention.breaches(in: [PluginFile(path: "Crop+Regions.swift", text: "")])
    #expect(
      breaches == [
        "Crop+Regions.swift:1:1: error: this file extends Crop, but there is no Crop.swift "
          + "(see CONTRIBUTING.md, 'Add an operation')"
      ])
  }

  @Test("Two files of one name are both named")
  func twice() {
    let breaches = Convention.breaches(in: [operation("b/Crop.swift"), operation("a/Crop.swift")])
    #expect(
      breaches == [
        "a/Crop.swift:1:1: error: Crop is already declared in b/Crop.swift "
          + "(see CONTRIBUTING.md, 'Add an operation')",
        "b/Crop.swift:1:1: error: Crop is already declared in a/Crop.swift "
          + "(see CONTRIBUTING.md, 'Add an operation')",
      ])
  }
}
