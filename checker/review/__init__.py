"""What rests on each clause, and what of it somebody has compared with the clause as it reads now."""
