"""NETlogic's logic: pure values and functions, no Streamlit, no Plotly.

patient    what is known of a patient, and what follows from it; any fact may be unknown
criteria   the small language of conditions: met, unmet or undetermined
schema     the shape of every content file
content    all content by id
library    reads content/ and keeps what is sound
checks     whether the content agrees with itself; names every fault in plain words
pathway    patient and rules in, reading out: steps, standings, arguments, notices
unknowns   what unknown facts could still change, exactly
explore    what changed between two readings, and where along an input a reading changes
nearby     which options lead when a few inputs change, without a whole reading of each
evidence   how an estimate is quoted, and how prose quotes it
words      facts, criteria and changes in sentences
explain    a reading as JSON, for other programs
"""
