import Foundation

/// Seconds on a clock that only goes forward.
func now() -> Double { Double(DispatchTime.now().uptimeNanoseconds) / 1e9 }

/// Seconds that this process kept cores busy.
func cpuSeconds() -> Double {
    var usage = rusage()
    #if canImport(Darwin)
        getrusage(RUSAGE_SELF, &usage)
    #else
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    #endif
    return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
        + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
}

/// The most memory that this process held, in MB. Linux counts the parent's into `ru_maxrss` of a child, so
/// there the kernel's own mark of this address space is read.
func peakMegabytes() -> Double {
    #if os(Linux)
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return Double(line?.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) } ?? 0) / 1000
    #else
        var usage = rusage()
        getrusage(RUSAGE_SELF, &usage)
        return Double(usage.ru_maxrss) / 1e6
    #endif
}

extension Array where Element == Double {
    var median: Double { percentile(0.5) }

    func percentile(_ part: Double) -> Double {
        guard !isEmpty else { return .nan }
        return sorted()[Swift.min(count - 1, Int((Double(count) * part).rounded(.down)))]
    }
}

/// What a child measured, by name; the median of several runs.
struct Measured {
    private var values: [String: [Double]] = [:]

    subscript(name: String) -> Double { values[name]?.median ?? .nan }

    /// Runs this program again for `work` and reads what it prints.
    static func child(_ work: String, _ arguments: String..., runs: Int = 1) throws -> Measured {
        var measured = Measured()
        for _ in 0..<runs {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
            process.arguments = ["--child", work] + arguments
            let pipe = Pipe()
            process.standardOutput = pipe
            try process.run()
            let output = pipe.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            guard process.terminationStatus == 0 else { throw ChildFailed(work: work) }
            for line in String(decoding: output, as: UTF8.self).split(separator: "\n") {
                let words = line.split(separator: " ")
                if words.count == 2, let value = Double(words[1]) {
                    measured.values[String(words[0]), default: []].append(value)
                }
            }
        }
        return measured
    }

    struct ChildFailed: Error { let work: String }
}
