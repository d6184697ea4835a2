/// Every kind of rule there is; a new kind is one more file beside this one and one more name here.
package enum Catalogue {
    package static let kinds: [any RuleKind.Type] = [
        HoursRule.self, FrequencyRule.self, TopicsRule.self, CheckinRule.self, HandoverRule.self, ResponseRule.self,
        NoticeRule.self, ChannelsRule.self, NoContactRule.self, DurationRule.self, DistanceRule.self, PlaceRule.self,
        ConductRule.self,
    ]

    /// The kind that a rule's `kind` key names.
    static func kind(named keys: KeyReader) throws(RuleBookError) -> any RuleKind.Type {
        let name = try keys.requiredText("kind")
        guard let kind = kinds.first(where: { $0.name == name }) else {
            let names = kinds.map { $0.name }
            throw .notOneOf(
                keys.place.naming("kind"), allowed: names, nearest: NearestWord.to(name, among: names))
        }
        return kind
    }
}
