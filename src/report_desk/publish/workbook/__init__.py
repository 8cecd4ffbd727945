"""Tables as workbooks (XLSX): numbers as numbers, texts as texts and never as formulas."""
