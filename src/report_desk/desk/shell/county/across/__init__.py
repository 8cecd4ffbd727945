"""横向比较: one figure over organs and years with its chart, what stands out, prose that is alike."""
