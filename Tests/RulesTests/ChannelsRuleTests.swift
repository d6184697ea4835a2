import Ledger
import Testing

@testable import Rules

private let noon = "2026-03-04 12:00"

private func contact(
    _ channel: Channel?, topics: [String] = [], urgency: Urgency? = nil, change: (inout Event) -> Void = { _ in }
) -> StandingEntry {
    entry(5, noon, channel: channel, topics: topics) {
        $0.urgency = urgency
        change(&$0)
    }
}

@Test("Only the allowed channels are fine; only the excluded ones are not")
func channelLists() throws {
    let allowed = try book("channels", "allowed = [\"app\", \"email\"]")
    let excluded = try book("channels", "excluded = [\"social\"]")
    #expect(
        [Channel.app, .email, .text, .payment].map { verdict(allowed, contact($0)) } == [
            .fine, .fine, .breach, .breach,
        ])
    #expect([Channel.app, .social].map { verdict(excluded, contact($0)) } == [.fine, .breach])
    #expect(check(allowed, contact(.text)).first?.reason == "The contact was by text, which the rule does not allow.")
    #expect(check(allowed, contact(nil)).first?.missing == "the channel of the contact")
}

@Test("Another channel for some topics only, as a person decided them; one other topic is enough")
func channelByTopic() throws {
    let rule = try book(
        "channels", "allowed = [\"app\"]\nwhen = [{ channels = [\"call\", \"text\"], topics = [\"late handover\"] }]")
    #expect(verdict(rule, contact(.app, topics: ["money"])) == .fine)
    #expect(verdict(rule, contact(.text, topics: ["Late handover"])) == .fine)
    #expect(verdict(rule, contact(.text, topics: ["late handover", "money"])) == .breach)
    #expect(verdict(rule, contact(.email, topics: ["late handover"])) == .breach)
    let open = try #require(check(rule, contact(.text)).first)
    #expect(open.missing == "a person has not decided the topic")
    #expect(
        open.reason == "The contact was by text, which the rule allows only about “late handover”, but a person has not"
            + " decided what it is about.")
}

@Test("Another channel when urgent: a claim that a person decides")
func channelByUrgency() throws {
    let rule = try book(
        "channels",
        "when = [{ channels = [\"email\"], topics = [\"welfare\"] },"
            + " { channels = [\"text\"], urgency = [\"urgent\", \"emergency\"] }]")
    #expect(verdict(rule, contact(.text, urgency: .routine)) == .breach)
    #expect(
        check(rule, contact(.text, urgency: .emergency)).first?.missing
            == "a person's decision whether it was emergency")
    #expect(check(rule, contact(.text)).first?.missing == "how urgent it was")
    #expect(verdict(rule, contact(.email, topics: ["welfare"])) == .fine)
    #expect(check(rule, contact(.call)).first?.missing == "whether other channels may be used")
}

@Test("With conditions alone, the clause may say whether other channels may be used", arguments: [true, false])
func otherChannels(allowed: Bool) throws {
    let rule = try book(
        "channels",
        "when = [{ channels = [\"text\"], topics = [\"today\"] }]\nother-channels = \(allowed)")
    #expect(verdict(rule, contact(.email)) == (allowed ? .fine : .breach))
}

@Test("A message that only points to another follows what the clause says of such messages")
func pointers() throws {
    let pointer = contact(.text, topics: ["pointer"])
    func rule(_ more: String) throws -> RuleBook { try book("channels", "allowed = [\"email\"]\n\(more)") }
    #expect(verdict(try rule("pointers = true"), pointer) == .fine)
    #expect(verdict(try rule("pointers = false"), pointer) == .breach)
    #expect(
        check(try rule(""), pointer).first?.missing == "whether a message that only points to another is allowed")
    #expect(verdict(try rule("pointers = true"), contact(.text, topics: ["pointer", "money"])) == .breach)
}

@Test("An unanswered call by another channel counts as the clause says")
func channelAttempts() throws {
    let missed = contact(.call) { $0.answered = false }
    #expect(verdict(try book("channels", "allowed = [\"app\"]\ncounts = [\"attempts\"]"), missed) == .breach)
    #expect(verdict(try book("channels", "allowed = [\"app\"]\ncounts = []"), missed) == nil)
    #expect(verdict(try book("channels", "allowed = [\"app\"]"), missed) == .cannotTell)
    #expect(verdict(try book("channels", "allowed = [\"call\"]"), missed) == .fine)
}

@Test("Contact only through a named person")
func onlyThrough() throws {
    let rule = try book("channels", "through = [\"Sam Reed\"]")
    func third(_ name: String, _ by: String?) -> StandingEntry {
        contact(.inPerson) { $0.thirdParty = ThirdParty(name: name, requestedBy: by) }
    }
    #expect(verdict(rule, contact(.text)) == .breach)
    #expect(verdict(rule, third("Sam Reed", nil)) == .fine)
    #expect(verdict(rule, third("Kit", "them")) == .breach)
    #expect(verdict(rule, third("Kit", nil)) == .cannotTell)
}

@Test("A child shall carry no messages; what the child says unasked is nobody's message")
func noMessengers() throws {
    let rule = try book("channels", "not-through = [\"Kit\"]", binds: "them")
    func carried(by name: String, _ requester: String?) -> StandingEntry {
        entry(5, noon, from: name, channel: .inPerson) {
            $0.to = ["me"]
            $0.thirdParty = ThirdParty(name: name, requestedBy: requester)
        }
    }
    #expect(verdict(rule, carried(by: "Kit", "them")) == .breach)
    #expect(verdict(rule, carried(by: "Kit", nil)) == .cannotTell)
    #expect(verdict(rule, carried(by: "Kit", "Kit")) == nil)
    #expect(verdict(rule, carried(by: "Sam", "them")) == nil)
    #expect(verdict(rule, contact(.text)) == nil)
    let nobody = try book("channels", "not-through = [\"anyone\"]", binds: "them")
    #expect(verdict(nobody, carried(by: "Sam", "them")) == .breach)
}

@Test("What someone passed on under a rule about channels is never a breach by itself")
func passedOnByChannel() throws {
    let rule = try book("channels", "allowed = [\"app\"]")
    let carried = contact(.inPerson) { $0.thirdParty = ThirdParty(name: "Sam", requestedBy: "them") }
    #expect(check(rule, carried).first?.missing == "whether the clause covers contact through others")
}

@Test("An agreement for another channel is for a person to decide")
func channelAgreement() throws {
    let rule = try book("channels", "allowed = [\"email\"]\nby-agreement = true")
    #expect(verdict(rule, contact(.text) { $0.agreement = 2 }) == .cannotTell)
    #expect(verdict(rule, contact(.email) { $0.agreement = 2 }) == .fine)
    #expect(verdict(rule, contact(.text)) == .breach)
}
