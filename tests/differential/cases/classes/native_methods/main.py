import sequences
import sets
import mappings
