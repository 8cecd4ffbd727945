"""Which figure is at fault: what witnesses say of it, and the only single mistake that explains them all."""
