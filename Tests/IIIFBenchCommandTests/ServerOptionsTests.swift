import ArgumentParser
@testable import Configuration
@testable import IIIFBench
@testable import IIIFBenchCommand
import LoadGenerator
import Testing

@Suite("Flags for the start of servers")
struct ServerOptionsTests {
  private func options(_ arguments: String...) throws -> ServerOptions {
    try ServerOptions.parse(arguments)
  }

  @Test("The address of a running server has its slash at the end removed")
  func origins() throws {
    let options = try options("--url", "a=http://127.0.0.1:8080/", "--url", "b@two=https://host")
    #expect(
      try options.origins(known: ["a", "b@two", "c"])
        == ["a": "http://127.0.0.1:8080", "b@two": "https://host"])
    #expect(options.externalLabels == ["a", "b@two"])
  }

  @Test(
    "A malformed address is refused",
    arguments: [
      "a", "a=", "a=host:80", "a=ftp://host", "a=http://", "a=http://host/x", "a=http://host:99999",
    ])
  func malformedOrigin(text: String) throws {
    let options = try options("--url", text)
    #expect(throws: ValidationError.self) { try options.origins(known: ["a"]) }
  }

  @Test("User and password of an address are sent, and are part of nothing else")
  func credentials() throws {
    let options = try options("--url", "a=http://user:s3cr%40t@127.0.0.1:8080")
    #expect(try options.origins(known: ["a"]) == ["a": "http://127.0.0.1:8080"])
    #expect(
      try options.credentials()
        == ["http://127.0.0.1:8080": Credentials(user: "user", password: "s3cr@t")])
    let words = ["run", "--url", "a=http://user:s3cret@host", "http://u:p@h/x", "plain", "a@b"]
    #expect(
      words.map(Credentials.withoutSecrets)
        == ["run", "--url", "a=http://host", "http://h/x", "plain", "a@b"])
  }

  @Test("The address of a server outside the run is refused, with the nearest name")
  func unknownOrigin() throws {
    let options = try options("--url", "iipsvr=http://host")
    let error = #expect(throws: SelectionError.self) { try options.origins(known: ["iipsrv"]) }
    #expect(error?.description.contains("did you mean 'iipsrv'?") == true)
  }

  @Test("Flags replace the limits of a study one by one")
  func limits() throws {
    let study = ResourceLimits(serverCPUs: CPUSet("0"), serverMemory: 1 << 20)
    #expect(try options().resourceLimits(over: study) == study)
    #expect(try options().resourceLimits() == nil)
    let merged = try options("--server-memory", "2g", "--generator-cpus", "1")
      .resourceLimits(over: study)
    #expect(
      merged
        == ResourceLimits(
          serverCPUs: CPUSet("0"), serverMemory: 2 << 30, generatorCPUs: CPUSet("1")))
  }

  @Test(
    "Flags of remote engines exclude local processes and relative paths",
    arguments: [
      ["--runtime", "process", "--host", "example.org"],
      ["--runtime", "process", "--remote-images", "/srv"], ["--remote-images", "srv/images"],
    ])
  func remote(arguments: [String]) {
    #expect(throws: (any Error).self) { try ServerOptions.parse(arguments) }
  }
}
