"""Pages of the gym: cases begun, worked on, run, submitted, debriefed."""
