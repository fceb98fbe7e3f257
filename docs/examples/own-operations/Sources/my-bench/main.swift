import IIIFBenchCommand
import Operations

await Tool.main(operations: allOperations + [Strip.self])
