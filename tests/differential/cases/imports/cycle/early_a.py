result = []
import early_b

LATE = "defined after the import"
result.append(early_b.outcome)
result.append(early_b.later())
