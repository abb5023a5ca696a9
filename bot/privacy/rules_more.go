package privacy

func situationRules() []Rule { return nil }
func staffRules() []Rule     { return nil }
func claimRules() []Rule     { return nil }
func noticeRules() []Rule    { return nil }
func formRules() []Rule      { return nil }
