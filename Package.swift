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
    .target(name: "ChildProcess", dependencies: ["CLinux", "Support"], swiftSettings: settings),
    .target(name: "HDRHistogram", swiftSettings: settings),
    .target(name: "IIIF", swiftSettings: settings),
    .target(name: "ImageHeaders", swiftSettings: settings),
    .target(name: "Statistics", swiftSettings: settings),
    .target(name: "Support", swiftSettings: settings),
    .target(
      name: "LoadGenerator", dependencies: ["CCurl", "CLinux", "HDRHistogram", "Statistics"],
      swiftSettings: settings),
    .target(
      name: "IIIFBench", dependencies: ["IIIF", "LoadGenerator", "Statistics", "Support"],
      swiftSettings: settings),
    .target(
      name: "Results",
      dependencies: ["HDRHistogram", "IIIFBench", "LoadGenerator", "Statistics", "Support"],
      swiftSettings: settings),
    .target(
      name: "Decisions",
      dependencies: ["IIIFBench", "Results", "Statistics", "Support"],
      swiftSettings: settings),
    .target(
      name: "Configuration",
      dependencies: ["CYAML", "ChildProcess", "IIIF", "IIIFBench", "LoadGenerator", "Support"],
      swiftSettings: settings),
    .target(
      name: "Datasets",
      dependencies: ["ChildProcess", "IIIF", "IIIFBench", "LoadGenerator", "Support"],
      swiftSettings: settings),
    .target(
      name: "Verification",
      dependencies: [
        "ChildProcess", "HDRHistogram", "IIIF", "IIIFBench", "ImageHeaders", "LoadGenerator",
        "Results", "Support",
      ], swiftSettings: settings),
    .target(
      name: "Launching",
      dependencies: [
        "CLinux", "ChildProcess", "IIIF", "IIIFBench", "LoadGenerator", "Results", "Support",
      ], swiftSettings: settings),
    .target(
      name: "Measuring",
      dependencies: [
        "Configuration", "Datasets", "Decisions", "HDRHistogram", "IIIF", "IIIFBench",
        "ImageHeaders", "Launching", "LoadGenerator", "Results", "Statistics", "Support",
        "Verification",
      ], swiftSettings: settings),
    .target(
      name: "Reports",
      dependencies: [
        "Decisions", "IIIF", "IIIFBench", "Launching", "LoadGenerator", "Measuring", "Results",
        "Statistics", "Support",
      ], swiftSettings: settings),
    // Operations use only the public interface, like those in other packages.
    .target(
      name: "Operations", dependencies: ["IIIF", "IIIFBench"], path: "Plugins",
      packageAccess: false, swiftSettings: settings, plugins: ["RegistryPlugin"]),
    .plugin(
      name: "RegistryPlugin", capability: .buildTool(), path: "Sources/RegistryPlugin"),
    .target(
      name: "IIIFBenchCommand",
      dependencies: [
        "ChildProcess", "Configuration", "Datasets", "Decisions", "IIIF", "IIIFBench", "Launching",
        "LoadGenerator", "Measuring", "Reports", "Results", "Support",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: settings),
    .executableTarget(
      name: "iiif-bench",
      dependencies: ["IIIFBenchCommand", "Operations"],
      swiftSettings: settings),
    .executableTarget(
      name: "benchmark-self",
      dependencies: [
        "HDRHistogram", "IIIF", "IIIFBench", "LoadGenerator", "Statistics", "Verification",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: settings),
    .executableTarget(
      name: "benchmark-truth",
      dependencies: [
        "ChildProcess", "Decisions", "IIIFBench", "Results", "Statistics", "Support",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], exclude: ["slower-fastcgi.c"], swiftSettings: settings),
    .testTarget(
      name: "ChildProcessTests", dependencies: ["ChildProcess", "Support", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "HDRHistogramTests", dependencies: ["HDRHistogram", "Statistics"],
      swiftSettings: settings),
    .testTarget(name: "IIIFTests", dependencies: ["IIIF"], swiftSettings: settings),
    .testTarget(name: "ImageHeadersTests", dependencies: ["ImageHeaders"], swiftSettings: settings),
    .testTarget(name: "StatisticsTests", dependencies: ["Statistics"], swiftSettings: settings),
    .testTarget(name: "SupportTests", dependencies: ["Support"], swiftSettings: settings),
    // A test cannot import a plug-in: links in the folder Subject add its files to this target.
    .testTarget(name: "RegistryPluginTests", swiftSettings: settings),
    .testTarget(
      name: "LoadGeneratorTests",
      dependencies: ["HDRHistogram", "LoadGenerator", "Statistics", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "IIIFBenchTests",
      dependencies: [
        "Configuration", "IIIF", "IIIFBench", "LoadGenerator", "Support", "TestSupport",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "ResultsTests",
      dependencies: [
        "HDRHistogram", "IIIF", "IIIFBench", "LoadGenerator", "Results", "Support", "TestSupport",
      ], swiftSettings: settings),
    .testTarget(
      name: "DecisionsTests",
      dependencies: [
        "Decisions", "IIIFBench", "Results", "Statistics", "TestSupport",
      ], swiftSettings: settings),
    .testTarget(
      name: "ConfigurationTests",
      dependencies: [
        "ChildProcess", "Configuration", "IIIF", "IIIFBench", "LoadGenerator", "Support",
        "TestSupport",
      ], swiftSettings: settings),
    .testTarget(
      name: "DatasetsTests",
      dependencies: [
        "ChildProcess", "Datasets", "IIIF", "IIIFBench", "ImageHeaders", "LoadGenerator", "Support",
        "TestSupport",
      ], swiftSettings: settings),
    .testTarget(
      name: "VerificationTests",
      dependencies: [
        "ChildProcess", "Datasets", "IIIF", "IIIFBench", "ImageHeaders", "LoadGenerator", "Results",
        "Support", "TestSupport", "Verification",
      ], swiftSettings: settings),
    .testTarget(
      name: "LaunchingTests",
      dependencies: [
        "ChildProcess", "Configuration", "Datasets", "IIIF", "IIIFBench", "Launching",
        "LoadGenerator", "Measuring", "Results", "Support", "TestSupport",
      ], swiftSettings: settings),
    .testTarget(
      name: "MeasuringTests",
      dependencies: [
        "ChildProcess", "Configuration", "Datasets", "Decisions", "HDRHistogram", "IIIF",
        "IIIFBench",
        "ImageHeaders", "Launching", "LoadGenerator", "Measuring", "Results", "Statistics",
        "Support", "TestSupport", "Verification",
      ], swiftSettings: settings),
    .testTarget(
      name: "ReportsTests",
      dependencies: [
        "ChildProcess", "Decisions", "HDRHistogram", "IIIF", "IIIFBench", "Launching",
        "LoadGenerator", "Measuring", "Reports", "Results", "Statistics", "Support", "TestSupport",
      ], exclude: ["Examples"], swiftSettings: settings),
    .testTarget(
      name: "IIIFBenchCommandTests",
      dependencies: [
        "Configuration", "IIIFBench", "IIIFBenchCommand", "LoadGenerator", "Measuring",
        "Results", "Support", "TestSupport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: settings),
    .testTarget(
      name: "OperationsTests",
      dependencies: [
        "IIIF", "IIIFBench", "Configuration", "Launching", "Measuring", "Operations", "Results",
        "Support", "TestSupport",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "EndToEnd",
      dependencies: [
        "ChildProcess", "Configuration", "Datasets", "HDRHistogram", "IIIF", "IIIFBench",
        "ImageHeaders", "Launching", "LoadGenerator", "Measuring", "Operations", "Reports",
        "Results", "Statistics", "Support", "TestSupport", "Verification",
      ],
      swiftSettings: settings),
    .target(
      name: "TestSupport",
      dependencies: ["CLinux", "HDRHistogram", "IIIF", "IIIFBench", "LoadGenerator", "Results"],
      path: "Tests/TestSupport",
      swiftSettings: settings),
  ]
)
