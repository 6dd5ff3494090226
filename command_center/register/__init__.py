"""The register of models: which files may be loaded, what is known of them, and what was loaded."""
