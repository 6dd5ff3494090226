"""How long what is kept: rules, holds, erasure and its certificates."""
