// swift-tools-version: 6.1
import PackageDescription

/// The documents in Schemas/, by name; `daybook schema NAME` prints them.
let schemas = [
    "amend", "anchor", "anchor-request", "backup", "bundle", "bundle-check", "bundle-file", "check", "decide", "demo",
    "deposit", "doctor", "draft", "head", "import", "init", "list", "log", "note", "people-add", "people-list",
    "prove", "rekey", "release", "report", "report-files", "restore", "retract", "rules", "rules-adopt",
    "rules-explain", "rules-help", "rules-list", "rules-try", "schemas", "search", "show", "verify",
]

// One target a room (README, "Rooms"). A plain build needs libsqlite3 and
// libsodium alone; every other C library stands behind its own trait, and
// `make` turns all of them on.
let package = Package(
    name: "daybook",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "daybook", targets: ["CLI"]),
        .executable(name: "daybook-verify", targets: ["Verifier"]),
    ],
    traits: [
        .trait(name: "Calendars", description: "Reads calendar files for rules (needs libical)."),
        .trait(name: "Expat", description: "Imports SMS Backup & Restore XML (needs libexpat)."),
        .trait(name: "Network", description: "Sends a checkpoint's hash to be stamped, when asked."),
        .trait(
            name: "Pages", description: "Writes the report as a PDF (needs Pango, HarfBuzz, libpng, zlib; Noto fonts)."),
        .trait(name: "QR", description: "Puts a QR code on a deposit slip (needs libqrencode)."),
        .trait(name: "Tokens", description: "Makes and checks time-stamp tokens (needs OpenSSL's libcrypto)."),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/LebJe/TOMLKit", exact: "0.6.0"),
    ],
    targets: [
        .systemLibrary(
            name: "CSodium", pkgConfig: "libsodium",
            providers: [.apt(["libsodium-dev"]), .brew(["libsodium"])]),
        .systemLibrary(
            name: "CExpat", pkgConfig: "expat",
            providers: [.apt(["libexpat1-dev"]), .brew(["expat"])]),
        .systemLibrary(
            name: "CLibical", pkgConfig: "libical",
            providers: [.apt(["libical-dev"]), .brew(["libical"])]),
        .systemLibrary(
            name: "COpenSSL", pkgConfig: "libcrypto",
            providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),
        .systemLibrary(
            name: "CQREncode", pkgConfig: "libqrencode",
            providers: [.apt(["libqrencode-dev"]), .brew(["qrencode"])]),
        .systemLibrary(
            name: "CPango", pkgConfig: "pangoft2",
            providers: [.apt(["libpango1.0-dev"]), .brew(["pango"])]),
        .systemLibrary(
            name: "CHarfBuzz", pkgConfig: "harfbuzz-subset",
            providers: [.apt(["libharfbuzz-dev"]), .brew(["harfbuzz"])]),
        .systemLibrary(
            name: "CPNG", pkgConfig: "libpng",
            providers: [.apt(["libpng-dev"]), .brew(["libpng"])]),
        .systemLibrary(
            name: "CZlib", pkgConfig: "zlib",
            providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),

        .target(name: "Ledger", dependencies: ["CSodium", .product(name: "Crypto", package: "swift-crypto")]),
        .target(
            name: "Vault",
            dependencies: [
                "Ledger", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),
        .target(
            name: "Intake",
            dependencies: [
                "Ledger", .target(name: "CExpat", condition: .when(traits: ["Expat"])),
                .target(name: "CLibical", condition: .when(traits: ["Calendars"])),
            ]),
        .target(name: "Rules", dependencies: ["Ledger", .product(name: "TOMLKit", package: "TOMLKit")]),
        .target(name: "Reports", dependencies: ["Ledger", "Rules"]),
        .target(
            name: "Pages",
            dependencies: [
                "Ledger", "Reports", .target(name: "CPango", condition: .when(traits: ["Pages"])),
                .target(name: "CHarfBuzz", condition: .when(traits: ["Pages"])),
                .target(name: "CPNG", condition: .when(traits: ["Pages"])),
                .target(name: "CZlib", condition: .when(traits: ["Pages"])),
            ]),
        .target(
            name: "Evidence",
            dependencies: [
                "CSodium", "Ledger", "Reports", "Rules",
                .target(name: "COpenSSL", condition: .when(traits: ["Tokens"])),
                .target(name: "CQREncode", condition: .when(traits: ["QR"])),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            resources: ["READ-ME-FIRST.txt", "verify.html", "verify.py"].map { .embedInCode("Papers/\($0)") }),
        .target(
            name: "Schemas", path: "Schemas",
            resources: schemas.map { .embedInCode("\($0).schema.json") }),
        .target(name: "Casework", dependencies: ["Evidence", "Intake", "Ledger", "Reports", "Rules", "Vault"]),
        .executableTarget(
            name: "CLI",
            dependencies: [
                "Casework", "Evidence", "Intake", "Ledger", "Pages", "Reports", "Rules", "Schemas",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        // `daybook-verify`: what somebody who was handed a bundle runs, and nothing else.
        .executableTarget(
            name: "Verifier",
            dependencies: ["Evidence", "Ledger", .product(name: "ArgumentParser", package: "swift-argument-parser")]),

        .executableTarget(
            name: "Bench",
            dependencies: [
                "Casework", "CSodium", "Evidence", "Intake", "Ledger", "Pages", "Reports", "Rules", "Vault",
                .target(name: "CExpat", condition: .when(traits: ["Expat"])),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ], path: "Tests/Bench"),

        // What the trust tests kill, and run many of at once.
        .executableTarget(
            name: "Worker", dependencies: ["Casework", "Intake", "Ledger", "Vault"], path: "Tests/Worker"),
        // Random numbers that are the same in every run.
        .target(name: "Seeds", dependencies: ["Ledger"], path: "Tests/Seeds"),
        .executableTarget(name: "MakeVectors", dependencies: ["Ledger", "Seeds"], path: "Tests/MakeVectors"),
        // What lies outside the project: published vectors, stock programs.
        .target(name: "Outside", dependencies: ["Ledger"], path: "Tests/Outside", exclude: ["chromium.py"]),
        .testTarget(name: "LedgerTests", dependencies: ["Ledger", "Outside", "Seeds"]),
        .testTarget(name: "VaultTests", dependencies: ["Seeds", "Vault"]),
        .testTarget(name: "IntakeTests", dependencies: ["Intake", "Seeds"]),
        .testTarget(name: "RulesTests", dependencies: ["Outside", "Rules", "SampleFamily", "Seeds"]),
        .testTarget(
            name: "EvidenceTests", dependencies: ["Evidence", "Outside", "Seeds"], exclude: ["Bundle/browser.py"]),
        // An invented family's log, from which tests make reports.
        .target(
            name: "SampleFamily", dependencies: ["Ledger", "Reports", "Rules", "Seeds"], path: "Tests/SampleFamily"),
        .testTarget(
            name: "ReportsTests", dependencies: ["Outside", "Reports", "SampleFamily"], exclude: ["Golden", "axe.py"]),
        .testTarget(
            name: "PagesTests", dependencies: ["Outside", "Pages", "Reports", "SampleFamily"], exclude: ["Golden"]),
        // Under SQLite and our own file calls in every test; does nothing until a test watches a folder.
        .target(
            name: "CPowerCut", dependencies: ["CSodium"], path: "Tests/PowerCut",
            linkerSettings: [.linkedLibrary("sqlite3")]),
        .testTarget(name: "CaseworkTests", dependencies: ["Casework", "CPowerCut", "Evidence", "Seeds"]),
        .testTarget(name: "CLITests", dependencies: ["CLI", "Rules", "Schemas"], exclude: ["Golden"]),

        // libFuzzer's targets (`make fuzz`), and the test that gives them every kept case.
        .executableTarget(
            name: "Fuzz",
            dependencies: [
                "Casework", "Evidence", "Intake", "Ledger", "Pages", "Rules", "Seeds", "Vault",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            path: "Tests/Fuzz/Program"),
        .testTarget(name: "FuzzTests", dependencies: ["Fuzz"]),
    ]
)
