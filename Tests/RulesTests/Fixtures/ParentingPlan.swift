/// The rule book of an invented family, with a rule of each kind; both parents are bound.
let parentingPlan = """
    # The rules of an invented family, written from an invented parenting plan.
    title = "Parenting plan of Robin Ashdown and Jamie Ashdown"
    source = "Parenting plan of 12 January 2026, section 5 (Communication)"

    [[rule]]
    id = "quiet-nights"
    kind = "hours"
    clause = "Neither parent shall contact the other between 9:00 pm and 7:30 am, except in an emergency concerning the child."
    source = "Section 5, paragraph 2"
    binds = "both"
    zone = "America/New_York"
    quiet = [{ from = 21:00:00, until = 07:30:00 }]
    exceptions = ["emergency"]

    [[rule]]
    id = "one-message-a-day"
    kind = "frequency"
    clause = "Absent an emergency or a matter that cannot wait, each parent shall send no more than one message a day."
    source = "Section 5, paragraph 3"
    binds = "both"
    zone = "America/New_York"
    channels = ["text", "email", "app"]
    at-most = 1
    per = "day"
    exceptions = ["emergency", "urgent"]

    [[rule]]
    id = "child-topics"
    kind = "topics"
    clause = "Communication shall be limited to the child's schooling, health and the handovers."
    source = "Section 5, paragraph 4"
    binds = "both"
    allowed = ["school", "health", "handover"]

    [rule.words]
    school = ["school", "teacher", "homework", "parents evening", "class"]
    health = ["doctor", "dentist", "fever", "medicine", "allergy"]
    handover = ["pick up", "pickup", "drop off", "handover", "exchange"]
    money = ["rent", "mortgage", "support payment", "money"]
    relationship = ["miss you", "your boyfriend", "your girlfriend", "get back together"]

    [[rule]]
    id = "weekly-call"
    kind = "frequency"
    clause = "Each parent shall telephone the other at least once a week to speak about the child."
    source = "Section 5, paragraph 6"
    binds = "both"
    zone = "America/New_York"
    channels = ["call"]
    at-least = 1
    per = "week"
    week-starts = "monday"
    counts = []
    from = 2026-02-02
    """
