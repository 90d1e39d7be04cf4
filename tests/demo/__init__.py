"""The demo: its warehouse, its packer, and the proof that each rule stops its mistake."""
