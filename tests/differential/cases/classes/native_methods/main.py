import sequences
import sets
import mappings
import numbers
import texts
import binary
import kernel
import functions
