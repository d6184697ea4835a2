/// Ten rules for the invented family, of all kinds; both parents are bound.
let tenRules = """
    title = "Parenting plan of Robin and Jamie Ashdown"
    source = "Parenting plan of 12 January 2017"

    """
    + (0..<3).map { index in
        """
        [[rule]]
        id = "quiet-\(index)"
        kind = "hours"
        clause = "No contact in the night."
        binds = "both"
        zone = "America/New_York"
        quiet = [{ from = 2\(index):00:00, until = 07:30:00 }]
        exceptions = ["emergency"]


        """
    }.joined()
    + (0..<4).map { index in
        """
        [[rule]]
        id = "often-\(index)"
        kind = "frequency"
        clause = "No more than so many messages."
        binds = "both"
        zone = "America/New_York"
        channels = ["text", "email", "app"]
        at-most = \(index + 5)
        per = "\(index < 2 ? "day" : "week")"
        \(index < 2 ? "" : "week-starts = \"monday\"")


        """
    }.joined()
        + """
        [[rule]]
        id = "rolling"
        kind = "frequency"
        clause = "No more than thirty messages within twelve hours."
        binds = "both"
        at-most = 30
        per = "rolling"
        rolling-hours = 12


        """
    + (0..<2).map { index in
        """
        [[rule]]
        id = "topics-\(index)"
        kind = "topics"
        clause = "Only about the child."
        binds = "both"
        allowed = ["school", "health", "handover"]

        [rule.words]
        school = ["school", "teacher", "homework"]
        health = ["doctor", "dentist", "fever"]
        handover = ["pick up", "drop off", "handover"]
        money = ["rent", "money"]


        """
    }.joined()
