PASSWORD = "a quiet river in spring"  # of everybody in the cast
