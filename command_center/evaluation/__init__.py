"""How well it finds: precision from verdicts, blind samples, the committee's report."""
