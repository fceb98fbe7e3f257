// swift-tools-version: 6.2

import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "iiif-bench",
  products: [
    .library(name: "IIIFBench", targets: ["IIIF", "IIIFBench", "IIIFBenchCommand", "Operations"]),
    .library(name: "LoadGenerator", targets: ["LoadGenerator"]),
    .executable(name: "iiif-bench", targets: ["iiif-bench"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.2.3")
  ],
  targets: [
    .systemLibrary(
      name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "CLinux"),
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .target(name: "ChildProcess", dependencies: ["CLinux"], swiftSettings: settings),
    .target(name: "HDRHistogram", swiftSettings: settings),
    .target(name: "IIIF", swiftSettings: settings),
    .target(name: "ImageHeaders", swiftSettings: settings),
    .target(name: "Statistics", swiftSettings: settings),
    .target(
      name: "LoadGenerator",
      dependencies: ["CCurl", "CLinux", "HDRHistogram", "Statistics"],
      swiftSettings: settings),
    .target(
      name: "IIIFBench",
      dependencies: [
        "CYAML", "ChildProcess", "HDRHistogram", "IIIF", "ImageHeaders", "LoadGenerator",
        "Statistics",
      ],
      swiftSettings: settings),
    .target(
      name: "Reports",
      dependencies: ["IIIF", "IIIFBench", "LoadGenerator", "Statistics"],
      swiftSettings: settings),
    .target(
      name: "Operations",
      dependencies: ["IIIF", "IIIFBench"],
      path: "Plugins",
      swiftSettings: settings,
      plugins: ["RegistryPlugin"]),
    .plugin(
      name: "RegistryPlugin", capability: .buildTool(), path: "Sources/RegistryPlugin"),
    .target(
      name: "IIIFBenchCommand",
      dependencies: [
        "IIIF", "IIIFBench", "LoadGenerator", "Reports",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "iiif-bench",
      dependencies: ["IIIFBenchCommand", "Operations"],
      swiftSettings: settings),
    .executableTarget(
      name: "benchmark-self",
      dependencies: [
        "HDRHistogram", "IIIF", "IIIFBench", "LoadGenerator", "Statistics",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
    .testTarget(
      name: "ChildProcessTests", dependencies: ["ChildProcess"], swiftSettings: settings),
    .testTarget(
      name: "HDRHistogramTests", dependencies: ["HDRHistogram"], swiftSettings: settings),
    .testTarget(name: "IIIFTests", dependencies: ["IIIF"], swiftSettings: settings),
    .testTarget(
      name: "ImageHeadersTests", dependencies: ["ImageHeaders"], swiftSettings: settings),
    .testTarget(name: "StatisticsTests", dependencies: ["Statistics"], swiftSettings: settings),
    .testTarget(
      name: "LoadGeneratorTests",
      dependencies: ["HDRHistogram", "LoadGenerator", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "IIIFBenchTests",
      dependencies: [
        "HDRHistogram", "IIIF", "IIIFBench", "ImageHeaders", "LoadGenerator", "TestSupport",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "ReportsTests",
      dependencies: [
        "HDRHistogram", "IIIF", "IIIFBench", "LoadGenerator", "Reports", "TestSupport",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "OperationsTests", dependencies: ["IIIF", "IIIFBench", "Operations"],
      swiftSettings: settings),
    .testTarget(
      name: "EndToEnd",
      dependencies: ["IIIF", "IIIFBench", "LoadGenerator", "Operations", "TestSupport"],
      swiftSettings: settings),
    .target(
      name: "TestSupport",
      dependencies: ["CLinux", "HDRHistogram", "IIIF", "IIIFBench", "LoadGenerator"],
      path: "Tests/TestSupport",
      swiftSettings: settings),
  ]
)
