@testable import ChildProcess
@testable import Configuration
@testable import IIIF
@testable import IIIFBench
@testable import LoadGenerator
@testable import Support
import TestSupport

extension DescriptorProblem {
  /// Contradictions, names that lead nowhere, and what makes a comparison doubtful.
  static let meaning: [DescriptorProblem] = [
    DescriptorProblem(
      "The name is not that of the file",
      "name: good", "name: better",
      "1:7: error: 'name' is 'better', but the file is named 'good'; rename one of them"),
    DescriptorProblem(
      "There is nothing to start",
      """
      container:
        build:
          context: good
          dockerfile: Containerfile
          arguments: {RELEASE: "1.1"}
        port: 8080
        command: [serve, --port, "{port}", --config, "{files}/good.conf"]
        environment: {WORKERS: "{workers}"}
        images: /data
        files: /etc/good
      process:
        command: [serve, -p, "{port}", "{images}"]
        environment:
          QUALITY: "{quality}"
          LIMIT: 5000
        apt: [good-server]
        pypi: ["good==1.1"]

      """, "",
      "1:1: error: the server cannot be started; add 'container', 'process' or both",
      "25:37: warning: 'settable' is true, but {quality} is not used (in "
        + "the variant 'second')",
      "33:5: error: missing key 'port' in 'container': the port on which it listens in the "
        + "container"),
    DescriptorProblem(
      "A container has no image",
      """
        build:
          context: good
          dockerfile: Containerfile
          arguments: {RELEASE: "1.1"}

      """, "",
      "22:1: error: 'container' has no image; add 'image' or 'build'"),
    DescriptorProblem(
      "A key of a build is misspelt",
      "    context: good", "    contxt: good",
      "24:5: error: unknown key 'contxt' in 'build'; did you mean 'context'?"),
    DescriptorProblem(
      "A container has two images",
      "  port: 8080",
      """
        image: good:1
        port: 8080
      """,
      "27:3: error: 'image' and 'build' exclude each other; remove one"),
    DescriptorProblem(
      "A build has no folder",
      "context: good", "context: better",
      "24:14: error: the build folder 'servers.d/better' does not exist"),
    DescriptorProblem(
      "A build has no Dockerfile",
      "dockerfile: Containerfile", "dockerfile: Dockerfile",
      "25:17: error: 'servers.d/good/Dockerfile' does not exist"),
    DescriptorProblem(
      "An option contradicts the container's port",
      #"[serve, --port, "{port}","#, "[serve, --port, 9000,",
      "28:28: error: '--port' is 9000, but the container's 'port' is 8080; write {port} here or "
        + "change one of them"),
    DescriptorProblem(
      "A variable contradicts the container's port",
      #"""
      [serve, --port, "{port}", --config, "{files}/good.conf"]
        environment: {WORKERS: "{workers}"}
      """#,
      #"""
      [serve, --config, "{files}/good.conf"]
        environment: {WORKERS: "{workers}", PORT: "8000"}
      """#,
      "29:45: error: 'PORT' is 8000, but the container's 'port' is 8080; write {port} here or "
        + "change one of them"),
    DescriptorProblem(
      "A prefix names the other version",
      "prefix: /iiif/2", "prefix: /iiif/v3",
      "8:13: warning: the prefix of '2.1' contains version 3; are two prefixes swapped?"),
    DescriptorProblem(
      "The folder of the files is missing",
      "files: [good.conf]",
      """
      files: [good.conf]
      folder: goood
      """,
      "39:9: error: 'servers.d/goood/good.conf' cannot be read: No such file or directory"),
    DescriptorProblem(
      "The folder of the files is outside",
      "files: [good.conf]",
      """
      files: [good.conf]
      folder: ../outside
      """,
      "40:9: error: 'folder' must be lower-case letters and digits, joined by hyphens, "
        + "found '../outside'"),
    DescriptorProblem(
      "A folder has no files to hold",
      "pypi: [\"good==1.1\"]\nfiles: [good.conf]",
      "pypi: [\"good==1.1\"]\nfolder: good",
      "28:49: error: {files} is used, but the descriptor has no 'files'",
      "39:1: warning: 'folder' has no effect without 'files'; remove it"),
    DescriptorProblem(
      "A build leads out of the folder",
      "context: good", "context: ../good",
      "24:14: error: 'context' must be a relative path without '.' and '..', "
        + "found '../good'"),
    DescriptorProblem(
      "A build argument is misspelt",
      #"{RELEASE: "1.1"}"#, #"{RELAESE: "1.1"}"#,
      "26:17: error: 'servers.d/good/Containerfile' has no build argument 'RELAESE'; did you "
        + "mean 'RELEASE'?"),
    DescriptorProblem(
      "A build argument is not declared",
      #"{RELEASE: "1.1"}"#, #"{SOURCE: "https://example.org/good.zip"}"#,
      "26:17: error: 'servers.d/good/Containerfile' has no build argument 'SOURCE'; add the "
        + "line 'ARG SOURCE'"),
    DescriptorProblem(
      "A placeholder of a command is misspelt",
      #"-p, "{port}""#, #"-p, "--listen={prot}""#,
      "33:34: error: unknown placeholder {prot}; did you mean {port}?"),
    DescriptorProblem(
      "A placeholder of a variable is unknown",
      #""{quality}""#, #""{quality}-{colour}""#,
      "35:25: error: unknown placeholder {colour}; known are {host}, {port}, {images}, "
        + "{files}, {scratch}, {workers}, {quality}, {identifier-pattern}, {identifier-path}"),
    DescriptorProblem(
      "A placeholder of an identifier is unknown",
      #"template: "{path}""#, #"template: "{path}{extention}""#,
      "19:20: error: unknown placeholder {extention}; did you mean {extension}?"),
    DescriptorProblem(
      "An identifier is the same for all images",
      #"template: "{path}""#, #"template: "image""#,
      "19:13: error: every image would get the identifier 'image'; use {path}, {name} or "
        + "{index}"),
    DescriptorProblem(
      "A flat identifier has a directory",
      #"template: "{path}""#, #"template: "{directory}{name}""#,
      "19:14: warning: {directory} is always empty with 'layout: flat'; remove it"),
    DescriptorProblem(
      "A configuration file is missing",
      "files: [good.conf]", "files: [good.conf, best.conf]",
      "39:20: error: 'servers.d/good/best.conf' cannot be read: No such file or directory"),
    DescriptorProblem(
      "A configuration file is outside",
      "files: [good.conf]", "files: [good.conf, ../outside.conf]",
      "39:20: error: an item of 'files' must be a relative path without '.' and '..', "
        + "found '../outside.conf'"),
    DescriptorProblem(
      "A configuration file links to the outside",
      "files: [good.conf]", "files: [good.conf, leak.conf]",
      "39:20: error: 'servers.d/good/leak.conf' is outside 'servers.d/'; copy the file there"),
    DescriptorProblem(
      "A configuration file has a misspelt placeholder",
      "files: [good.conf]", "files: [good.conf, typo.conf]",
      "servers.d/good/typo.conf:2:8: warning: {prot} is not a placeholder; did you mean {port}?"),
    DescriptorProblem(
      "There are no configuration files",
      """
      files: [good.conf]

      """, "",
      "28:49: error: {files} is used, but the descriptor has no 'files'"),
    DescriptorProblem(
      "A process is not told its port",
      #"-p, "{port}", "{images}""#, #""{images}""#,
      "33:12: error: the process does not get its port; use {port} in the command, the "
        + "environment or a file"),
    DescriptorProblem(
      "A process is not told its images",
      #""{port}", "{images}""#, #""{port}""#,
      "33:12: warning: the process does not get the image folder; use {images} in the command, "
        + "the environment or a file"),
    DescriptorProblem(
      "Two versions of one major",
      #""3.0":"#, #""2.0":"#,
      "13:3: error: '2.1' and '2.0' have the same major version 2; keep one of them",
      "14:13: warning: the prefix of '2.0' contains version 3; are two prefixes swapped?",
      "16:16: error: Image API 2.0 does not define 'max'; write full"),
    DescriptorProblem(
      "Two versions with one prefix",
      "prefix: /iiif/3", "prefix: /iiif/2",
      "14:13: error: '2.1' and '3.0' have the same prefix, so requests cannot select a version"),
    DescriptorProblem(
      "A server of 3.0 takes full",
      "full-size: max", "full-size: full",
      "16:16: warning: Image API 3.0 does not define 'full'; write max unless the server accepts "
        + "only full"),
    DescriptorProblem(
      "A feature is extra and of the level",
      "[sizeUpscaling]", "[sizeByW]",
      "11:13: warning: level 1 of Image API 2.1 already includes 'sizeByW'; remove it from "
        + "'extra'",
      "11:13: warning: level 2 of Image API 2.1 already includes 'sizeByW'; remove it from "
        + "'extra' (in the variant 'second')"),
    DescriptorProblem(
      "A feature lacks that the level does not ask for",
      "[baseUriRedirect]", "[rotationArbitrary]",
      "12:13: warning: level 1 of Image API 2.1 does not include 'rotationArbitrary'; "
        + "remove it from 'lacks'",
      "12:13: warning: level 2 of Image API 2.1 does not include 'rotationArbitrary'; "
        + "remove it from 'lacks' (in the variant 'second')"),
    DescriptorProblem(
      "A quality is settable, but not set",
      #"QUALITY: "{quality}""#, #"QUALITY: "80""#,
      "42:37: warning: 'settable' is true, but {quality} is not used"),
    DescriptorProblem(
      "A quality is set, but not settable",
      "settable: true", "settable: false",
      "42:37: warning: {quality} is used, but 'settable' is false"),
    DescriptorProblem(
      "A quality is set, but not known",
      "{value: 75, settable: true}", "{settable: true}",
      "35:15: error: {quality} is used, but 'jpeg-quality' has no 'value'"),
    DescriptorProblem(
      "A limit does not say what happens",
      ", beyond: shrink", "",
      "43:10: error: 'maximum-side' requires 'beyond'; add 'beyond: shrink' or 'beyond: refuse'"),
    DescriptorProblem(
      "Something happens beyond no limit",
      "{maximum-side: 5000, maximum-pixels: 9000000, beyond: shrink}", "{beyond: shrink}",
      "43:10: error: 'beyond' requires a limit; add 'maximum-side' or 'maximum-pixels'"),
    DescriptorProblem(
      "Two folders are mounted at one place",
      "files: /etc/good", "files: /data",
      "31:10: error: images and files are both mounted at '/data'; move one of them"),
    DescriptorProblem(
      "A folder is mounted into another",
      "files: /etc/good", "files: /data/etc",
      "31:10: error: images at '/data' and files at '/data/etc' are mounted into each "
        + "other; move one of them"),
    DescriptorProblem(
      "An image has no tag",
      "example.org/good:2.0", "example.org/good",
      "52:14: warning: 'example.org/good' has no tag; name a version, so that a run can be "
        + "repeated"),
    DescriptorProblem(
      "An image has a moving tag",
      "example.org/good:2.0", "example.org:5000/good:main",
      "52:14: warning: the tag 'main' changes; name a version, so that a run can be "
        + "repeated"),
    DescriptorProblem(
      "A PyPI package has no fixed version",
      #""good==1.1""#, "good",
      "38:10: warning: 'good' has no fixed version; write good==VERSION, so that a run can "
        + "be repeated"),
    DescriptorProblem(
      "A variant changes nothing",
      "{workers: {count: 1}}", "{workers: {count: 10}}",
      "47:3: warning: the variant 'single' changes nothing"),
    DescriptorProblem(
      "A variant has workers that nobody is told of",
      #"environment: {WORKERS: "{workers}"}"#, #"environment: {WORKERS: "10"}"#,
      "47:29: warning: the variant changes the number of workers, but {workers} is not used"),
    DescriptorProblem(
      "A server is called all",
      "name: good", "name: all",
      "1:7: error: 'all' stands for all servers; choose another name"),
    DescriptorProblem(
      "A variant is called default",
      "single:", "default:",
      "47:3: error: 'default' is the descriptor without overrides; choose another name"),
    DescriptorProblem(
      "A variant changes the name",
      "{workers: {count: 1}}", "{name: better}",
      "47:3: warning: the variant 'single' changes nothing",
      "47:12: error: a variant cannot change 'name'; remove it"),
    DescriptorProblem(
      "A variant has a misspelt key",
      "{workers: {count: 1}}", "{workers: {cuont: 1}}",
      "47:22: error: unknown key 'cuont' in 'workers'; did you mean 'count'?"),
    DescriptorProblem(
      "A variant has a wrong value",
      #""2.1": {level: 2}"#, #""2.1": {level: 4}"#,
      "54:22: error: 'level' must be a whole number from 0 to 2, found the number 4"),
    DescriptorProblem(
      "A variant removes what is needed",
      #"    version: "2.0""#, "    version: ~",
      "49:5: error: missing key 'version': the version that the descriptor starts, in "
        + "quotes"),
    DescriptorProblem(
      "A variant takes away the last recipe",
      "{workers: {count: 1}}", "{container: ~, process: ~}",
      "47:11: error: the server cannot be started; add 'container', 'process' or "
        + "both"),
  ]
}
