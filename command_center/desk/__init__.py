"""Situations that ask for a person: who has seen them, who deals with them, what is put aside."""
