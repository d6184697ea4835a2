import Foundation

// Built in two ways. With `-DFUZZING -sanitize=fuzzer` (`make fuzz`) libFuzzer brings `main` and calls the
// function below; the environment variable DAYBOOK_FUZZ names the target. Otherwise this is a program
// that gives files to a target once, to look at a case without sanitizers.

#if FUZZING
    @_cdecl("LLVMFuzzerTestOneInput")
    public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
        FuzzTarget.chosen.read(Array(UnsafeBufferPointer(start: start, count: count)))
        return 0
    }
#else
    @main struct Fuzz {
        static func main() {
            let arguments = CommandLine.arguments.dropFirst()
            guard let name = arguments.first else {
                for target in FuzzTarget.all { print(target.name) }
                return
            }
            guard let target = FuzzTarget.named(name) else {
                print("no target \(name); without arguments the targets are listed")
                exit(64)
            }
            for path in arguments.dropFirst() {
                guard let file = FileManager.default.contents(atPath: path) else {
                    print("\(path) cannot be read")
                    exit(1)
                }
                target.read([UInt8](file))
                print("\(path): \(file.count) bytes read, no fault")
            }
        }
    }
#endif
