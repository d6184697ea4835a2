/// The rule book of the sample, from an invented parenting plan. Both parents are bound alike.
enum SampleRules {
    /// The first day on which texts are kept to some topics: two weeks in.
    static let topicsFrom = 14

    static func text(_ month: SampleMonth) -> String {
        """
        title = "Parenting plan of Alex Morgan and Jamie Reed"
        source = "Parenting plan, section 4 (Communication)"

        [[rule]]
        id = "quiet-hours"
        kind = "hours"
        clause = "Neither parent shall call or write to the other between 9:00 pm and 7:30 am, except in an emergency concerning Mia."
        source = "Section 4, paragraph 1"
        binds = "both"
        zone = "\(month.zone.name)"
        quiet = [{ from = 21:00:00, until = 07:30:00 }]
        exceptions = ["emergency"]

        [[rule]]
        id = "three-messages"
        kind = "frequency"
        clause = "Each parent shall send the other no more than three messages a day, emergencies excepted."
        source = "Section 4, paragraph 2"
        binds = "both"
        zone = "\(month.zone.name)"
        channels = ["text", "email", "app"]
        at-most = 3
        per = "day"
        burst = { contacts = 3, within-minutes = 20 }
        exceptions = ["emergency"]

        [[rule]]
        id = "weekly-call"
        kind = "frequency"
        clause = "Each parent shall telephone the other at least once a week to speak about Mia; a call that is not answered does not count."
        source = "Section 4, paragraph 3"
        binds = "both"
        zone = "\(month.zone.name)"
        channels = ["call"]
        at-least = 1
        per = "week"
        week-starts = "monday"
        counts = []

        [[rule]]
        id = "child-topics"
        kind = "topics"
        clause = "Text messages shall be about Mia's school, health, activities and handovers; money has its place in one monthly e-mail."
        source = "Section 4, paragraph 4, added at mediation"
        binds = "both"
        channels = ["text"]
        allowed = ["school", "health", "activities", "handover"]
        from = \(month.date(topicsFrom).text)

        [rule.words]
        school = ["school", "teacher", "class", "assembly", "maths", "parents evening", "parents' evening"]
        health = ["doctor", "dentist", "inhaler", "lungs", "fever", "temperature"]
        activities = ["swimming", "football", "match", "badge"]
        handover = ["library", "late", "weekend", "half past six"]
        money = ["pay", "paid", "money", "half of"]
        relationship = ["used to be", "you always"]

        """
    }
}
