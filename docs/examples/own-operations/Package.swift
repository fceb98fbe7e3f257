// swift-tools-version: 6.2

import PackageDescription

let package = Package(
  name: "own-operations",
  dependencies: [
    // In a package of your own: .package(url: "https://…/iiif-bench", branch: "main")
    .package(name: "iiif-bench", path: "../../..")
  ],
  targets: [
    .executableTarget(
      name: "my-bench", dependencies: [.product(name: "IIIFBench", package: "iiif-bench")])
  ]
)
