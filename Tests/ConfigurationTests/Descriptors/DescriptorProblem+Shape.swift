@testable import ChildProcess
@testable import Configuration
@testable import IIIF
@testable import IIIFBench
@testable import LoadGenerator
@testable import Support
import TestSupport
extension DescriptorProblem {
  /// Keys and values that are not what the schema says.
  static let shape: [DescriptorProblem] = [
    DescriptorProblem(
      "A key is unknown, and nothing is near",
      "notes: [A quirk.]",
      """
      colour: red
      notes: [A quirk.]
      """,
      "45:1: error: unknown key 'colour'; expected one of name, title, homepage, licence, "
        + "version, api, sources, source-limits, passes-source-through, identifier, container, "
        + "process, files, folder, workers, start-limit, warm-up, log, headers, jpeg-quality, limits, "
        + "caches, cache-hits, fixed-caches, notes, remarks, variants"),
    DescriptorProblem(
      "A key is misspelt at the top",
      "licence:", "license:",
      "4:1: error: unknown key 'license'; did you mean 'licence'?"),
    DescriptorProblem(
      "A key is misspelt in a version",
      "    prefix: /iiif/2", "    prefx: /iiif/2",
      "8:5: error: unknown key 'prefx' in '2.1'; did you mean 'prefix'?"),
    DescriptorProblem(
      "A key of a container stands at the top",
      "files: [good.conf]",
      """
      port: 8080
      files: [good.conf]
      """,
      "39:1: error: unknown key 'port'; it belongs in 'container'"),
    DescriptorProblem(
      "A key of several mappings stands at the top",
      "files: [good.conf]",
      """
      command: [serve]
      files: [good.conf]
      """,
      "39:1: error: unknown key 'command'; it belongs in 'container' or 'process'"),
    DescriptorProblem(
      "A required key is missing",
      """
      title: Good Server

      """, "",
      "1:1: error: missing key 'title': the server's name as its authors write it"),
    DescriptorProblem(
      "A required key is missing in a mapping",
      """
          full-size: full

      """, "",
      "7:3: error: missing key 'full-size' in '2.1': its keyword for full size"),
    DescriptorProblem(
      "A required value is empty",
      "title: Good Server", "title:",
      "2:7: error: 'title' must be a text of one line, found nothing"),
    DescriptorProblem(
      "A version is a number",
      #"version: "1.1""#, "version: 1.1",
      #"5:10: error: 'version' must be a text of one line, found the number 1.1; quote it: "1.1""#),
    DescriptorProblem(
      "A text is a truth value",
      "title: Good Server", "title: true",
      "2:8: error: 'title' must be a text of one line, found true; quote it: "
        + #""true""#),
    DescriptorProblem(
      "A text is a list",
      "title: Good Server", "title: [Good, Server]",
      "2:8: error: 'title' must be a text of one line, found a list"),
    DescriptorProblem(
      "A folded text keeps its line end",
      "title: Good Server",
      """
      title: >
        Good
        Server
      """,
      #"2:8: error: 'title' must be a text of one line, found 'Good Server\n'; write >- to "#
        + "omit the trailing newline"),
    DescriptorProblem(
      "A list is a text",
      "sources: [tiff-pyramid, jp2]", "sources: jp2",
      "17:10: error: 'sources' must be a list, of which each item is one of jpeg, tiff, "
        + "tiff-pyramid, jp2, found 'jp2'"),
    DescriptorProblem(
      "A mapping is a text",
      """
      identifier:
        template: "{path}"
        slashes: {substitute: "!"}
        layout: flat

      """,
      """
      identifier: "{path}"

      """,
      "18:13: error: 'identifier' must be a mapping with the keys template, slashes, "
        + "layout, encoding, refuses, found '{path}'"),
    DescriptorProblem(
      "A list that needs an item is empty",
      "sources: [tiff-pyramid, jp2]", "sources: []",
      "17:10: error: 'sources' must not be empty: expected a list, of which each item is "
        + "one of jpeg, tiff, tiff-pyramid, jp2"),
    DescriptorProblem(
      "A mapping that needs a key is empty",
      """
      api:
        "2.1":
          prefix: /iiif/2
          level: 1
          full-size: full
          extra: [sizeUpscaling]
          lacks: [baseUriRedirect]
        "3.0":
          prefix: /iiif/3
          level: 2
          full-size: max

      """,
      """
      api: {}

      """,
      "6:1: error: 'api' must not be empty: expected at least one of 2.0, 2.1, 3.0",
      "44:7: error: missing key 'prefix' in '2.1': the path before the identifier, such as "
        + "/iiif/2",
      "44:7: error: missing key 'full-size' in '2.1': its keyword for full size"),
    DescriptorProblem(
      "A number is a text",
      "port: 8080", "port: eighty",
      "27:9: error: 'port' must be a whole number from 1 to 65535, found 'eighty'"),
    DescriptorProblem(
      "A number is in quotes",
      "port: 8080", #"port: "8080""#,
      "27:9: error: 'port' must be a whole number from 1 to 65535, found '8080'; remove "
        + "the quotes"),
    DescriptorProblem(
      "A port is too large",
      "port: 8080", "port: 80800",
      "27:9: error: 'port' must be a whole number from 1 to 65535, found the number 80800"),
    DescriptorProblem(
      "A port is zero",
      "port: 8080", "port: 0",
      "27:9: error: 'port' must be a whole number from 1 to 65535, found the number 0"),
    DescriptorProblem(
      "A whole number has a fraction",
      "count: 10", "count: 2.5",
      "40:32: error: 'count' must be a whole number from 1 to 1024, found the number 2.5"),
    DescriptorProblem(
      "A number of workers is negative",
      "count: 10", "count: -1",
      "40:32: error: 'count' must be a whole number from 1 to 1024, found the number -1"),
    DescriptorProblem(
      "A quality is beyond the scale",
      "value: 75", "value: 101",
      "42:23: error: 'value' must be a whole number from 1 to 100, found the number 101"),
    DescriptorProblem(
      "A time limit is too long",
      "start-limit: 30", "start-limit: 36000",
      "41:14: error: 'start-limit' must be a number from 1 to 3600, found the number 36000"),
    DescriptorProblem(
      "A truth value is written as in YAML 1.1",
      "settable: true", "settable: yes",
      "42:37: error: 'settable' must be true or false, found 'yes'; write true"),
    DescriptorProblem(
      "A word is not one of the list",
      "beyond: shrink", "beyond: shrinks",
      "43:63: error: 'beyond' must be one of shrink, refuse, found 'shrinks'; did you mean "
        + "'shrink'?"),
    DescriptorProblem(
      "A source family is misspelt",
      "sources: [tiff-pyramid, jp2]", "sources: [tiff-piramid, jp2]",
      "17:11: error: an item of 'sources' must be one of jpeg, tiff, tiff-pyramid, jp2, "
        + "found 'tiff-piramid'; did you mean 'tiff-pyramid'?"),
    DescriptorProblem(
      "A source family is unknown",
      "sources: [tiff-pyramid, jp2]", "sources: [tiff-pyramid, webp]",
      "17:25: error: an item of 'sources' must be one of jpeg, tiff, tiff-pyramid, jp2, "
        + "found 'webp'"),
    DescriptorProblem(
      "A feature is misspelt",
      "extra: [sizeUpscaling]", "extra: [sizeUpscale]",
      "11:13: error: an item of 'extra' must be one of baseUriRedirect, "
        + "canonicalLinkHeader, cors, jsonldMediaType, mirroring, profileLinkHeader, "
        + "regionByPct, regionByPx, regionSquare, rotationArbitrary, rotationBy90s, "
        + "sizeByConfinedWh, sizeByH, sizeByPct, sizeByW, sizeByWh, sizeUpscaling, "
        + "qualityColor, qualityGray, qualityBitonal, formatPng, formatWebp, formatTif, "
        + "formatGif, formatJp2, formatPdf, found 'sizeUpscale'; did you mean 'sizeUpscaling'?"),
    DescriptorProblem(
      "A level is unknown",
      "level: 1", "level: 3",
      "9:12: error: 'level' must be a whole number from 0 to 2, found the number 3"),
    DescriptorProblem(
      "An API version is unknown",
      #""3.0":"#, #""3.1":"#,
      "13:3: error: unknown key '3.1' in 'api'; did you mean '3.0'?"),
    DescriptorProblem(
      "An item is twice in a list",
      "sources: [tiff-pyramid, jp2]", "sources: [tiff-pyramid, jp2, jp2]",
      "17:30: error: 'jp2' appears twice in 'sources'; remove one"),
    DescriptorProblem(
      "A slash rule is misspelt",
      #"slashes: {substitute: "!"}"#, "slashes: encode",
      "20:12: error: 'slashes' must be one of raw, encoded, or a mapping with the key "
        + "substitute, found 'encode'; did you mean 'encoded'?"),
    DescriptorProblem(
      "A slash rule is an empty mapping",
      #"slashes: {substitute: "!"}"#, "slashes: {}",
      "20:3: error: missing key 'substitute' in 'slashes': the text that replaces a slash"),
    DescriptorProblem(
      "An address has no scheme",
      "homepage: https://example.org/good", "homepage: example.org/good",
      "3:11: error: 'homepage' must be an address that starts with http:// or https://, "
        + "found 'example.org/good'"),
    DescriptorProblem(
      "A prefix has no leading slash",
      "prefix: /iiif/2", "prefix: iiif/2",
      "8:13: error: 'prefix' must be a path that starts with '/' and does not end with "
        + #"'/', "" for the root, or a path with a query such as "#
        + "'/fcgi-bin/iipsrv.fcgi?IIIF=', found 'iiif/2'"),
    DescriptorProblem(
      "A prefix ends in a slash",
      "prefix: /iiif/2", "prefix: /iiif/2/",
      "8:13: error: 'prefix' must be a path that starts with '/' and does not end with "
        + #"'/', "" for the root, or a path with a query such as "#
        + "'/fcgi-bin/iipsrv.fcgi?IIIF=', found '/iiif/2/'"),
    DescriptorProblem(
      "A mount point is relative",
      "images: /data", "images: data",
      "30:11: error: 'images' must be an absolute path without a trailing '/', without '.' and "
        + "'..', found 'data'"),
    DescriptorProblem(
      "A variable has an impossible name",
      #"{WORKERS: "{workers}"}"#, #"{WORK-ERS: "{workers}"}"#,
      "29:17: error: the key 'WORK-ERS' in 'environment' must be a variable's name: "
        + "letters, digits and '_'"),
    DescriptorProblem(
      "An argument is a mapping",
      #"[serve, --port, "{port}", --config,"#, "[serve, --port, {port}, --config,",
      "28:28: error: an item of 'command' must be a text or a number, found a mapping; quote it: "
        + #""{port}""#),
    DescriptorProblem(
      "An argument is nothing",
      #"[serve, -p, "{port}", "{images}"]"#, #"[serve, -p, "{port}", "{images}", ~]"#,
      "33:46: error: an item of 'command' must be a text or a number, found nothing"),
    DescriptorProblem(
      "A package has an impossible name",
      "apt: [good-server]", "apt: [Good_Server]",
      "37:9: error: an item of 'apt' must be the name of a Debian package, found "
        + "'Good_Server'"),
    DescriptorProblem(
      "A variant has an impossible name",
      "single:", "Single One:",
      "47:3: error: the key 'Single One' in 'variants' must be lower-case letters and "
        + "digits, joined by hyphens"),
  ]
}
