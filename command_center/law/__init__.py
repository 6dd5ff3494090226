"""Orders and the gate: nothing is analysed without the law's leave."""
